/**
 * Runs in a page before anything of its own: counts the pictures that come over all its connections, and notes whether
 * the other's tile was missing or the word that they left was seen.
 */
export function keepWatch() {
  const Native = globalThis.RTCPeerConnection;
  const connections = new Map();
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...options) {
      super(...options);
      connections.set(this, { frames: 0, freezes: 0 });
    }
  };
  const watch = { frames: 0, freezes: 0, newestFrames: 0, made: 0, isGone: false, saysLeft: false };
  globalThis.watch = watch;
  const read = async () => {
    for (const [connection, counts] of connections)
      for (const report of (await connection.getStats()).values()) {
        // A closed connection says nothing any more: what it had counted stays.
        counts.frames = Math.max(counts.frames, report.framesDecoded ?? 0);
        counts.freezes = Math.max(counts.freezes, report.freezeCount ?? 0);
      }
    const all = [...connections.values()];
    watch.made = all.length;
    watch.frames = all.reduce((sum, { frames }) => sum + frames, 0);
    watch.freezes = all.reduce((sum, { freezes }) => sum + freezes, 0);
    watch.newestFrames = Math.max(0, ...all.slice(watch.madeBefore ?? 0).map((one) => one.frames));
  };
  setInterval(() => void read(), 50);
  const look = () => {
    watch.isGone ||= !document.querySelector('[role="group"][aria-label="Guest"]');
    watch.saysLeft ||= document.body.textContent.includes('Guest left');
  };
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true }),
  );
}

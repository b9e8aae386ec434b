/** In every page before its own scripts: keeps its connections, and when the first frame of each picture was presented. */
export function watchPage() {
  const Native = RTCPeerConnection;
  window.peerConnections = [];
  window.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super(configuration);
      window.peerConnections.push(this);
    }
  };
  window.firstFrames = [];
  const watched = new WeakSet();
  const watch = (video) => {
    if (watched.has(video)) return;
    watched.add(video);
    video.requestVideoFrameCallback((now) => {
      const tile = video.closest('[data-participant-id]');
      const isOwn = tile?.getAttribute('aria-label')?.endsWith('(you)') ?? false;
      if (tile && !isOwn)
        window.firstFrames.push({
          of: tile.dataset.participantId,
          at: performance.timeOrigin + now,
        });
    });
  };
  new MutationObserver(() => document.querySelectorAll('video').forEach(watch)).observe(document, {
    childList: true,
    subtree: true,
  });
}

/** In a page: what its open connections count, of every kind that is asked for below. */
async function countMedia() {
  const found = { pictures: [], sent: [], voices: [] };
  for (const connection of window.peerConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const report of (await connection.getStats()).values()) {
      const { type, kind, frameWidth: width = 0, frameHeight: height = 0 } = report;
      const key = `${window.peerConnections.indexOf(connection)}/${report.ssrc}`;
      // What is laid out for a screen that nobody shares has reports, too.
      if (kind === 'video' && !(report.bytesReceived > 0 || report.bytesSent > 0)) continue;
      if (type === 'inbound-rtp' && kind === 'video')
        found.pictures.push({
          ...{ key, width, height, frames: report.framesDecoded ?? 0 },
          ...{ bytes: report.bytesReceived, freezes: report.freezeCount ?? 0 },
          frozenSeconds: report.totalFreezesDuration ?? 0,
        });
      if (type === 'outbound-rtp' && kind === 'video')
        found.sent.push({
          ...{ key, width, height, frames: report.framesSent ?? 0, bytes: report.bytesSent },
          limitation: report.qualityLimitationReason,
        });
      if (type === 'inbound-rtp' && kind === 'audio')
        found.voices.push({
          ...{ key, packets: report.packetsReceived, lost: report.packetsLost },
          ...{ samples: report.totalSamplesReceived, concealed: report.concealedSamples },
        });
    }
  }
  const shown = [...document.querySelectorAll('video')].map((video) => ({
    width: Math.round(video.getBoundingClientRect().width),
    height: Math.round(video.getBoundingClientRect().height),
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
  }));
  return { ...found, shown, visibility: document.visibilityState, at: performance.now() };
}

/** What a page's connections have counted until now. */
export const mediaOf = (page) => page.evaluate(countMedia);

/** What changed between two looks at one page, for everything of one kind that both saw: by second, with its last size. */
export function ratesOf(before, after, kind) {
  const seconds = (after.at - before.at) / 1_000;
  const earlier = new Map(before[kind].map((one) => [one.key, one]));
  return after[kind].flatMap((late) => {
    const early = earlier.get(late.key);
    if (!early) return [];
    return [
      {
        ...late,
        fps: (late.frames - early.frames) / seconds,
        kbps: ((late.bytes - early.bytes) * 8) / seconds / 1_000,
        freezes: late.freezes - early.freezes,
        frozenSeconds: late.frozenSeconds - early.frozenSeconds,
      },
    ];
  });
}

/** `1280×720 8, 960×540 4`: how many pictures have which size, the most frequent first. */
export function sizesOf(pictures) {
  const counts = new Map();
  for (const { width, height } of pictures) {
    const size = width === 0 ? 'none' : `${width}×${height}`;
    counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([size, count]) => `${size} ${count}`)
    .join(', ');
}

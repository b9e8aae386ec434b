import { createServer } from 'node:http';
import { watchPage } from './readings.mjs';

/**
 * In a page: one member of a mesh as plain as it can be. Camera and microphone are open before anybody joins; who is there
 * is known; signaling is a BroadcastChannel; whoever has the greater number offers; candidates trickle. There is no server,
 * no door, no healing and no adaptation but the browser's own, held at 720p.
 */
async function becomeMember({ self, columns }) {
  document.body.style.setProperty('--columns', columns);
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 1280, height: 720, frameRate: 30 },
  });
  const signaling = new BroadcastChannel('mesh');
  const links = new Map();
  const open = (other) => {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    links.set(other, connection);
    const tell = (signal) => signaling.postMessage({ from: self, to: other, ...signal });
    connection.onicecandidate = ({ candidate }) => tell({ candidate: candidate?.toJSON() ?? null });
    const video = document.createElement('video');
    Object.assign(video, { autoplay: true, playsInline: true });
    video.dataset.participantId = other;
    connection.ontrack = ({ streams }) => {
      video.srcObject = streams[0];
      if (!video.isConnected) document.body.append(video);
    };
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'closed') video.remove();
    });
    for (const track of stream.getTracks()) {
      const sender = connection.addTrack(track, stream);
      if (track.kind !== 'video') continue;
      const parameters = sender.getParameters();
      sender.setParameters({ ...parameters, degradationPreference: 'maintain-resolution' });
    }
    const describe = async () => {
      await connection.setLocalDescription();
      tell({ description: connection.localDescription.toJSON() });
    };
    return { connection, video, describe };
  };
  const offerTo = (other) => open(other).describe();
  signaling.onmessage = async ({ data: { from, to, description, candidate, isLeaving } }) => {
    if (isLeaving) {
      links.get(from)?.close();
      document.querySelector(`video[data-participant-id="${from}"]`)?.remove();
      return links.delete(from);
    }
    if (to !== self) return;
    if (description?.type === 'offer') {
      const { connection, describe } = open(from);
      await connection.setRemoteDescription(description);
      return describe();
    }
    if (description) return links.get(from).setRemoteDescription(description);
    return links.get(from)?.addIceCandidate(candidate);
  };
  window.joinMesh = (others) => {
    const startedAt = performance.timeOrigin + performance.now();
    for (const other of others) offerTo(other);
    return startedAt;
  };
  window.leaveMesh = () => {
    signaling.postMessage({ from: self, isLeaving: true });
    for (const connection of links.values()) connection.close();
    links.clear();
    document.querySelectorAll('video').forEach((video) => video.remove());
  };
}

const html = `<!doctype html><meta charset="utf-8"><title>bare</title><style>
html, body { height: 100%; margin: 0; background: #222 }
body { display: grid; grid-template-columns: repeat(var(--columns), 1fr); grid-auto-rows: 1fr }
video { width: 100%; height: 100%; min-width: 0; min-height: 0; object-fit: cover }
</style>`;

async function serve() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A bare mesh in this browser, a page for each member, all of them ready and nobody connected. */
export async function openBareGroup(browser, count, { viewport, prepare } = {}) {
  const server = await serve();
  const context = await browser.newContext({ viewport });
  await context.addInitScript(watchPage);
  const columns = Math.ceil(Math.sqrt(count - 1));
  const pages = [];
  for (let self = 0; self < count; self += 1) {
    const page = await context.newPage();
    await prepare?.(page, self);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(becomeMember, { self: String(self), columns });
    pages.push(page);
  }
  const join = (self) =>
    pages[self].evaluate(
      (others) => window.joinMesh(others),
      Array.from({ length: self }, (_, other) => String(other)),
    );
  return {
    pages,
    join,
    leave: (self) => pages[self].evaluate(() => window.leaveMesh()),
    comeBack: () => undefined,
    close: () => server.close(),
  };
}

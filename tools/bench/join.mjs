import { compare } from './figures.mjs';
import { makeRoom, openDoor, startBrowser, startProduct } from './product.mjs';

const rounds = 15;

/** In the page: two bare connections with trickle ICE and signaling by function call, from start to the first decoded remote frame. */
async function bareJoin() {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 480, frameRate: 30 },
  });
  const started = performance.now();
  const [left, right] = [0, 1].map(() => new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
  left.onicecandidate = ({ candidate }) => right.addIceCandidate(candidate);
  right.onicecandidate = ({ candidate }) => left.addIceCandidate(candidate);
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true });
  const framed = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  right.ontrack = ({ track, streams }) => {
    if (track.kind === 'video') video.srcObject = streams[0];
  };
  for (const track of stream.getTracks()) left.addTrack(track, stream);
  await left.setLocalDescription();
  await right.setRemoteDescription(left.localDescription);
  for (const track of stream.getTracks()) right.addTrack(track, stream);
  await right.setLocalDescription();
  await left.setRemoteDescription(right.localDescription);
  await framed;
  const elapsed = performance.now() - started;
  left.close();
  right.close();
  for (const track of stream.getTracks()) track.stop();
  return elapsed;
}

async function productJoin(page, link) {
  await openDoor(page, link, 'Joiner');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.waitForFunction(
    () => performance.getEntriesByName('parley:first-remote-frame').length > 0,
  );
  const marks = await page.evaluate(() =>
    Object.fromEntries(
      ['parley:join-clicked', 'parley:signaling-joined', 'parley:first-remote-frame'].map(
        (name) => [name, performance.getEntriesByName(name)[0].startTime],
      ),
    ),
  );
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByRole('heading', { name: 'You left the meeting' }).waitFor();
  await page.goto('about:blank');
  return {
    total: marks['parley:first-remote-frame'] - marks['parley:join-clicked'],
    signaling: marks['parley:signaling-joined'] - marks['parley:join-clicked'],
  };
}

/** Join click to first remote frame in the product, against two bare connections in one page. */
export async function benchJoin() {
  const [product, browser] = [await startProduct(), await startBrowser()];
  try {
    const { link } = await makeRoom(product.url);
    const resident = await (await browser.newContext()).newPage();
    await openDoor(resident, link, 'Resident');
    await resident.getByRole('button', { name: 'Join', exact: true }).click();
    await resident.getByRole('toolbar', { name: 'Meeting controls' }).waitFor();
    const bareContext = await browser.newContext();
    const joiner = await (await browser.newContext()).newPage();
    const [ours, bare, signaling] = [[], [], []];
    for (let round = 0; round <= rounds; round += 1) {
      const barePage = await bareContext.newPage();
      await barePage.goto(`${product.url}/healthz`);
      const bareTime = await barePage.evaluate(bareJoin);
      await barePage.close();
      const joined = await productJoin(joiner, link);
      if (round === 0) continue; // warm-up: first use of codecs and caches
      bare.push(bareTime);
      ours.push(joined.total);
      signaling.push(joined.signaling);
    }
    compare('Join click to first remote frame, two participants', 'ms', { ours, bare });
    console.log(
      `of which admission and signaling: ${signaling.map((ms) => ms.toFixed(0)).join(' ')} ms`,
    );
  } finally {
    await browser.close();
    await product.stop();
  }
}

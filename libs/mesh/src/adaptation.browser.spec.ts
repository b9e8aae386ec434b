import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

test('a picture is sent as large as it is shown, to each receiver their own', async ({
  helpers,
}) => {
  const heights = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    if (!alice || !bob || !carol) throw new Error('nobody came');
    await alice.mesh.publish('camera', lab.paintedTrack('red', 640, 360));
    // Said before they are connected.
    carol.mesh.setViews('alice', { camera: 360 });
    lab.meet(alice, bob, carol);
    await lab.allConnected(alice, bob, carol);
    bob.mesh.setViews('alice', { camera: 170 });
    await lab.until('small', async () => (await lab.receivedHeight(bob, 'alice')) === 180);
    await lab.until('large', async () => (await lab.receivedHeight(carol, 'alice')) === 360);
    bob.mesh.setViews('alice', { camera: 350 });
    await lab.until('grown', async () => (await lab.receivedHeight(bob, 'alice')) === 360);
    return [await lab.receivedHeight(bob, 'alice'), await lab.receivedHeight(carol, 'alice')];
  });
  expect(heights).toEqual([360, 360]);
});

test('a picture stays as large as it is wanted while the camera captures less, and more again', async ({
  context,
  helpers,
}) => {
  await context.grantPermissions(['camera']);
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    const camera = await lab.openCamera(640, 360);
    await alice.mesh.publish('camera', camera.track);
    bob.mesh.setViews('alice', { camera: 180 });
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    await lab.until('small', async () => (await lab.receivedHeight(bob, 'alice')) === 180);
    const watched = lab.watchHeights(lab.trackOf(bob, 'alice', 'camera'));
    const captures = async (width: number, height: number) => {
      await camera.capture(width, height);
      alice.mesh.captureChanged();
      await watched.nextFrames(15);
    };
    await captures(320, 180);
    await captures(640, 360);
    const heights = watched.stop();
    bob.mesh.setViews('alice', { camera: 360 });
    await lab.until('large', async () => (await lab.receivedHeight(bob, 'alice')) === 360);
    camera.close();
    return heights;
  });
  expect(seen).toEqual([180]);
});

test('the mesh says what the camera has to capture at the most', async ({ helpers }) => {
  const needs = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    if (!alice || !bob || !carol) throw new Error('nobody came');
    await alice.mesh.publish('camera', lab.paintedTrack('red', 640, 360));
    lab.meet(alice, bob, carol);
    await lab.allConnected(alice, bob, carol);
    const isNeeded = (height: number) =>
      lab.until(`${String(height)} are needed`, () => alice.captureNeeds.at(-1) === height);
    bob.mesh.setViews('alice', { camera: 170 });
    carol.mesh.setViews('alice', { camera: 260 });
    await isNeeded(270);
    carol.mesh.setViews('alice', { camera: 0 });
    await isNeeded(180);
    bob.mesh.setViews('alice', { camera: 0 });
    await isNeeded(0);
    alice.mesh.setRemotes([]);
    return alice.captureNeeds.at(-1);
  });
  expect(needs).toBeNull();
});

test('a picture that is not shown is not sent, while the voice goes on', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    await alice.mesh.publish('microphone', lab.toneTrack());
    lab.meet(alice, bob);
    await lab.until('camera and microphone', () => bob.tracks.size === 2);
    await lab.keepsReceiving(bob, 'alice', 'framesDecoded');
    bob.mesh.setViews('alice', { camera: 0 });
    await lab.until('no video', async () => (await lab.pictureBitrate(alice, 'bob')) === 0);
    const { framesDecoded } = await lab.received(bob, 'alice');
    await lab.keepsReceiving(bob, 'alice', 'audioPackets');
    const later = await lab.received(bob, 'alice');
    const trackLog = bob.trackLog.toSorted();
    bob.mesh.setViews('alice', { camera: 240 });
    await lab.keepsReceiving(bob, 'alice', 'framesDecoded');
    const color = await lab.nextColor(lab.trackOf(bob, 'alice', 'camera'));
    return { framesMeanwhile: later.framesDecoded - framesDecoded, trackLog, color };
  });
  expect(seen).toEqual({
    framesMeanwhile: 0,
    trackLog: ['+alice/camera', '+alice/microphone'],
    color: 'red',
  });
});

test('whoever does not look leaves the upload to the others', async ({ helpers }) => {
  const bitrates = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    if (!alice || !bob || !carol) throw new Error('nobody came');
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob, carol);
    await lab.allConnected(alice, bob, carol);
    const isAsked = async (remoteCount: number) => {
      const asked = lab.encodingFor({ source: 'camera', remoteCount }).maxBitrate;
      await lab.until(`a share for ${remoteCount}`, () =>
        alice.connections.some((connection) => {
          const [encoding] =
            connection.getTransceivers()[1]?.sender.getParameters().encodings ?? [];
          return encoding?.active === true && encoding.maxBitrate === asked;
        }),
      );
      return asked;
    };
    const shared = await isAsked(2);
    carol.mesh.setViews('alice', { camera: 0 });
    const alone = await isAsked(1);
    carol.mesh.setViews('alice', { camera: 360 });
    await isAsked(2);
    return { shared, alone };
  });
  expect(bitrates.shared).toBeLessThan(bitrates.alone ?? 0);
});

test('what is not shown stays unsent when the link is renewed', async ({ helpers }) => {
  const sent = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    bob.mesh.setViews('alice', { camera: 0 });
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    // A connection that the other side lost is made anew.
    lab.lastConnection(bob).close();
    await lab.until('a new connection', () => alice.connections.length === 2);
    await lab.until('connected anew', () => {
      return lab.lastConnection(alice).connectionState === 'connected';
    });
    await lab.until('no video', async () => (await lab.pictureBitrate(alice, 'bob')) === 0);
    const camera = lab.lastConnection(alice).getTransceivers()[1];
    return camera?.sender.getParameters().encodings[0]?.active;
  });
  expect(sent).toBe(false);
});

test('a ceiling holds for every camera within seconds, and goes again', async ({ helpers }) => {
  const measured = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('camera', lab.noisyTrack());
    await alice.mesh.publish('microphone', lab.toneTrack());
    lab.meet(alice, bob);
    await lab.until('plenty', async () => (await lab.pictureBitrate(alice, 'bob')) > 400_000);
    const limitedAtMs = performance.now();
    alice.mesh.setLimits({ videoBitrate: 150_000 });
    await lab.until('little', async () => (await lab.pictureBitrate(alice, 'bob')) < 200_000);
    const tookMs = performance.now() - limitedAtMs;
    alice.mesh.setLimits({ videoBitrate: null, isAudioOnly: true });
    await lab.until('nothing', async () => (await lab.pictureBitrate(alice, 'bob')) === 0);
    await lab.keepsReceiving(bob, 'alice', 'audioPackets');
    alice.mesh.setLimits({ videoBitrate: null });
    await lab.until('plenty again', async () => (await lab.pictureBitrate(alice, 'bob')) > 300_000);
    return { tookMs };
  });
  expect(measured.tookMs, 'from the limit to a whole second below it').toBeLessThan(15_000);
});

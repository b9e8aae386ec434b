import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

test('two participants see and hear each other, exactly once per source', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    await alice.mesh.publish('microphone', lab.toneTrack());
    await bob.mesh.publish('camera', lab.paintedTrack('lime'));
    await bob.mesh.publish('microphone', lab.toneTrack());
    lab.meet(alice, bob);
    await lab.until('four tracks', () => alice.tracks.size + bob.tracks.size === 4);
    await lab.keepsReceiving(alice, 'bob', 'audioPackets');
    await lab.keepsReceiving(bob, 'alice', 'audioPackets');
    return {
      bobShows: await lab.nextColor(lab.trackOf(bob, 'alice', 'camera')),
      aliceShows: await lab.nextColor(lab.trackOf(alice, 'bob', 'camera')),
      trackLogs: [alice.trackLog.toSorted(), bob.trackLog.toSorted()],
      stateLogs: [alice.stateLog, bob.stateLog],
      errors: [...alice.errors, ...bob.errors].map(String),
    };
  });
  expect(seen).toEqual({
    bobShows: 'red',
    aliceShows: 'green',
    trackLogs: [
      ['+bob/camera', '+bob/microphone'],
      ['+alice/camera', '+alice/microphone'],
    ],
    stateLogs: [
      ['bob connecting', 'bob connected'],
      ['alice connecting', 'alice connected'],
    ],
    errors: [],
  });
});

test('who speaks is known by what is received, until nothing more comes', async ({ helpers }) => {
  const level = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    const silent = bob.mesh.voiceLevel('alice');
    const tone = lab.toneTrack();
    await alice.mesh.publish('microphone', tone);
    await lab.until('a track', () => bob.tracks.size === 1);
    // Browsers know how loud it is once it sounds.
    await lab.plays(lab.trackOf(bob, 'alice', 'microphone'));
    let loud = 0;
    await lab.until('a tone of full scale', () => (loud = bob.mesh.voiceLevel('alice') ?? 0) > 0.5);
    await alice.mesh.publish('microphone', null);
    await lab.until('nothing more', () => bob.mesh.voiceLevel('alice') === null);
    return { silent, loud, stranger: bob.mesh.voiceLevel('carol') };
  });
  // Of a sine: 1 / √2.
  expect(level).toEqual({ silent: null, loud: expect.closeTo(0.707, 1), stranger: null });
});

test('three participants all see each other, and each picture is its sender’s', async ({
  helpers,
}) => {
  const colors = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const everyone = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    for (const [index, color] of ['red', 'lime', 'blue'].entries()) {
      await everyone[index]?.mesh.publish('camera', lab.paintedTrack(color, 160, 120));
    }
    lab.meet(...everyone);
    await lab.until('six pictures', () => everyone.every(({ tracks }) => tracks.size === 2));
    return Promise.all(
      everyone.map(async ({ tracks }) =>
        Object.fromEntries(
          await Promise.all(
            [...tracks].map(async ([key, track]) => [key, await lab.nextColor(track)] as const),
          ),
        ),
      ),
    );
  });
  expect(colors).toEqual([
    { 'bob/camera': 'green', 'carol/camera': 'blue' },
    { 'alice/camera': 'red', 'carol/camera': 'blue' },
    { 'alice/camera': 'red', 'bob/camera': 'green' },
  ]);
});

test('muting and camera off show at once and leave the other media alone', async ({ helpers }) => {
  const { trackLog, signalsAfterJoin } = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    const camera = lab.paintedTrack('red');
    const microphone = lab.toneTrack();
    await alice.mesh.publish('camera', camera);
    await alice.mesh.publish('microphone', microphone);
    lab.meet(alice, bob);
    await lab.until('camera and microphone', () => bob.tracks.size === 2);
    await lab.allConnected(alice, bob);
    bob.trackLog.length = 0;
    const descriptions = () => loop.sent.filter(({ signal }) => 'description' in signal).length;
    const before = descriptions();
    await alice.mesh.publish('microphone', null);
    await lab.until('muted', () => bob.trackLog.includes('-alice/microphone'));
    await lab.keepsReceiving(bob, 'alice', 'framesDecoded');
    await alice.mesh.publish('camera', null);
    await lab.until('camera off', () => bob.trackLog.includes('-alice/camera'));
    await alice.mesh.publish('microphone', microphone);
    await lab.keepsReceiving(bob, 'alice', 'audioPackets');
    await alice.mesh.publish('camera', camera);
    await lab.until('both back', () => bob.tracks.size === 2);
    await lab.nextColor(lab.trackOf(bob, 'alice', 'camera'));
    return { trackLog: bob.trackLog, signalsAfterJoin: descriptions() - before };
  });
  expect(trackLog).toEqual([
    '-alice/microphone',
    '-alice/camera',
    '+alice/microphone',
    '+alice/camera',
  ]);
  expect(signalsAfterJoin, 'publishing never renegotiates').toBe(0);
});

test('a screen share with sound comes beside the camera and goes again', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.until('the camera', () => alice.tracks.has('bob/camera'));
    const screen = lab.paintedTrack('blue', 640, 480);
    await bob.mesh.publish('screen_share', screen, { contentHint: 'detail' });
    await bob.mesh.publish('screen_share_audio', lab.toneTrack());
    await lab.until('screen and sound', () => alice.tracks.size === 3);
    const colors = [
      await lab.nextColor(lab.trackOf(alice, 'bob', 'screen_share')),
      await lab.nextColor(lab.trackOf(alice, 'bob', 'camera')),
    ];
    await bob.mesh.publish('screen_share', null);
    await bob.mesh.publish('screen_share_audio', null);
    await lab.until('the screen is gone', () => alice.tracks.size === 1);
    await lab.keepsReceiving(alice, 'bob', 'framesDecoded');
    return { colors, hint: screen.contentHint, left: [...alice.tracks.keys()] };
  });
  expect(seen).toEqual({ colors: ['blue', 'red'], hint: 'detail', left: ['bob/camera'] });
});

test('nothing appears of a source that nobody publishes', async ({ helpers }) => {
  const trackLog = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.until('the camera', () => bob.tracks.has('alice/camera'));
    const unmuted = () =>
      lab
        .lastConnection(bob)
        .getTransceivers()
        .filter(({ receiver }) => !receiver.track.muted);
    // Padding that probes the bandwidth unmutes a silent receiver about now; the log must not show it.
    for (let round = 0; round < 10; round += 1) {
      await lab.keepsReceiving(bob, 'alice', 'framesDecoded');
    }
    if (unmuted().length === 0) throw new Error('nothing was unmuted at all');
    return bob.trackLog;
  });
  expect(trackLog).toEqual(['+alice/camera']);
});

test('the last of many wishes for one source wins', async ({ helpers }) => {
  const color = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    lab.meet(alice, bob);
    const wishes = ['red', 'lime', null, 'red', null, 'blue'].map((wish) =>
      alice.mesh.publish('camera', wish === null ? null : lab.paintedTrack(wish)),
    );
    await Promise.all(wishes);
    await lab.until('the camera', () => bob.tracks.has('alice/camera'));
    return lab.nextColor(lab.trackOf(bob, 'alice', 'camera'));
  });
  expect(color).toBe('blue');
});

test('both data channels open on both sides and carry messages', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    const closedBefore = alice.mesh.fileChannel('bob');
    lab.meet(alice, bob);
    await lab.until('files open', () => alice.openFiles.has('bob') && bob.openFiles.has('alice'));
    await lab.until('control open', () => bob.mesh.controlChannel('alice') !== null);
    const message = new Promise<unknown>((resolve) => {
      bob.openFiles.get('alice')?.addEventListener('message', ({ data }) => {
        resolve(data);
      });
    });
    alice.mesh.fileChannel('bob')?.send(new Uint8Array([1, 2, 3]));
    const bytes = new Uint8Array((await message) as ArrayBuffer);
    const labels = [alice.mesh.fileChannel('bob')?.label, bob.mesh.controlChannel('alice')?.label];
    alice.mesh.setRemotes([]);
    await lab.until('files closed', () => alice.openFiles.size + bob.openFiles.size === 0);
    return { closedBefore, bytes: [...bytes], labels };
  });
  expect(seen).toEqual({ closedBefore: null, bytes: [1, 2, 3], labels: ['files', 'control'] });
});

test('each sender is fitted to the number of receivers', async ({ helpers }) => {
  const bitrates = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    if (!alice || !bob || !carol) throw new Error('nobody came');
    await alice.mesh.publish('camera', lab.paintedTrack('red'));
    const encodings = (index: number) =>
      lab.lastConnection(alice).getTransceivers()[index]?.sender.getParameters().encodings[0];
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    const alone = lab.encodingFor({ source: 'camera', remoteCount: 1 }).maxBitrate;
    const shared = lab.encodingFor({ source: 'camera', remoteCount: 2 }).maxBitrate;
    await lab.until('one receiver', () => encodings(1)?.maxBitrate === alone);
    lab.meet(alice, bob, carol);
    await lab.allConnected(alice, bob, carol);
    await lab.until('two receivers', () => encodings(1)?.maxBitrate === shared);
    return { alone, shared, voice: encodings(0)?.priority };
  });
  expect(bitrates.alone).toBeGreaterThan(bitrates.shared ?? Infinity);
  expect(bitrates.voice).toBe('high');
});

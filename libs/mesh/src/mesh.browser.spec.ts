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

import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

test('both share a second screen at once, again and again, over one section each', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await alice.mesh.publish('screen_share', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    await lab.until('the first screen', () => bob.tracks.has('alice/screen_share'));
    const colors: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const both = [
        alice.mesh.publish('second_screen_share', lab.paintedTrack('green')),
        bob.mesh.publish('second_screen_share', lab.paintedTrack('blue')),
      ];
      await Promise.all(both);
      await lab.until('both', () =>
        [
          bob.tracks.has('alice/second_screen_share'),
          alice.tracks.has('bob/second_screen_share'),
        ].every(Boolean),
      );
      colors.push(await lab.nextColor(lab.trackOf(bob, 'alice', 'second_screen_share')));
      colors.push(await lab.nextColor(lab.trackOf(alice, 'bob', 'second_screen_share')));
      await Promise.all([alice, bob].map(({ mesh }) => mesh.publish('second_screen_share', null)));
      await lab.until('neither', () => bob.tracks.size + alice.tracks.size === 1);
    }
    return {
      colors,
      first: await lab.nextColor(lab.trackOf(bob, 'alice', 'screen_share')),
      firstLog: bob.trackLog.filter((entry) => entry.endsWith('/screen_share')),
      transceivers: [alice, bob].map((one) => lab.lastConnection(one).getTransceivers().length),
      made: alice.connections.length + bob.connections.length,
      errors: [...alice.errors, ...bob.errors].map(String),
    };
  });
  expect(seen).toEqual({
    colors: ['green', 'blue', 'green', 'blue', 'green', 'blue'],
    first: 'red',
    firstLog: ['+alice/screen_share'],
    transceivers: [6, 6],
    made: 2,
    errors: [],
  });
});

test('who comes later, or comes back, sees the second screen with its sound', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    const isThere = (by: typeof bob) =>
      by.tracks.has('alice/second_screen_share') &&
      by.tracks.has('alice/second_screen_share_audio');
    await alice.mesh.publish('second_screen_share', lab.paintedTrack('green'));
    await alice.mesh.publish('second_screen_share_audio', lab.toneTrack());
    lab.meet(alice, bob);
    await lab.until('who comes later', () => isThere(bob));
    bob.mesh.close();
    const again = lab.enter(loop, 'bob', 'bob-2');
    lab.meet(alice, again);
    await lab.until('who comes back', () => isThere(again));
    await lab.keepsReceiving(again, 'alice', 'audioPackets');
    return {
      color: await lab.nextColor(lab.trackOf(again, 'alice', 'second_screen_share')),
      errors: [...alice.errors, ...again.errors].map(String),
    };
  });
  expect(seen).toEqual({ color: 'green', errors: [] });
});

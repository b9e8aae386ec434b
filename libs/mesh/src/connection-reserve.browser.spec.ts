import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

test('a connection laid out beforehand is offered as it is, and carries what is published', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const { reserve, connection } = await lab.prepareOne();
    const offered = connection.localDescription?.sdp.match(/a=ice-ufrag:.+/)?.[0];
    const loop = new lab.SignalingLoop();
    const bob = lab.enter(loop, 'bob', 'bob-1', { reserve });
    const alice = lab.enter(loop, 'alice');
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    await alice.mesh.publish('camera', lab.paintedTrack('lime'));
    lab.meet(alice, bob);
    await lab.until('both pictures', () => alice.tracks.size + bob.tracks.size === 2);
    const colors = [
      await lab.nextColor(lab.trackOf(alice, 'bob', 'camera')),
      await lab.nextColor(lab.trackOf(bob, 'alice', 'camera')),
    ];
    const isSame =
      offered !== undefined && connection.localDescription?.sdp.includes(offered) === true;
    return { colors, isSame, madeByMesh: bob.connections.length, rest: reserve.take() };
  });
  expect(seen).toEqual({ colors: ['red', 'green'], isSame: true, madeByMesh: 0, rest: null });
});

test('with servers that were not known beforehand the offer is made anew', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const { reserve, connection } = await lab.prepareOne();
    const offered = connection.localDescription?.sdp.match(/a=ice-ufrag:.+/)?.[0] ?? '';
    const loop = new lab.SignalingLoop();
    const iceServers = [{ urls: 'stun:127.0.0.1:9' }];
    const bob = lab.enter(loop, 'bob', 'bob-1', { reserve, iceServers });
    const alice = lab.enter(loop, 'alice');
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    return {
      isSame: connection.localDescription?.sdp.includes(offered),
      servers: connection.getConfiguration().iceServers?.flatMap(({ urls }) => urls),
      madeByMesh: bob.connections.length,
    };
  });
  expect(seen).toEqual({ isSame: false, servers: ['stun:127.0.0.1:9'], madeByMesh: 0 });
});

test('with addresses hidden a reserve is left alone, and closing it gives up what is left', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const { reserve, connection } = await lab.prepareOne();
    const loop = new lab.SignalingLoop();
    const bob = lab.enter(loop, 'bob', 'bob-1', { reserve, iceTransportPolicy: 'relay' });
    const alice = lab.enter(loop, 'alice');
    lab.meet(alice, bob);
    const madeByMesh = bob.connections.length;
    reserve.close();
    return { madeByMesh, state: connection.signalingState };
  });
  expect(seen).toEqual({ madeByMesh: 1, state: 'closed' });
});

import { FakePeerConnection, ManualClock, SignalingLoop } from '@parley/testing';
import { Mesh } from './mesh';
import type { LinkQualityChange } from './types';

const task = () => new Promise((resolve) => setImmediate(resolve));

async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await task();
}

/** A mesh that offers to bob, who never answers: its control channel opens when the test says so. */
async function aliceOffers() {
  const loop = new SignalingLoop();
  const connections: FakePeerConnection[] = [];
  const changes: LinkQualityChange[] = [];
  const address = { participantId: 'alice', pageId: 'alice-page' };
  const bob = { participantId: 'bob', pageId: 'bob-page', isPolite: false };
  const mesh = new Mesh({
    localId: 'alice',
    iceServers: [],
    ports: {
      clock: new ManualClock(),
      createPeerConnection: () => {
        const connection = new FakePeerConnection();
        connections.push(connection);
        return connection.asReal;
      },
      createMediaStream: () => ({}) as MediaStream,
      sendSignal: (to, sequence, signal) => loop.send(address, to, sequence, signal),
    },
    listeners: { linkQualityChanged: (change) => changes.push(change) },
  });
  mesh.setRemotes([bob]);
  await settle();
  const control = () => {
    const channel = connections.at(-1)?.channels[0];
    if (channel === undefined) throw new Error('no control channel');
    return channel;
  };
  const views = () =>
    control()
      .sent.map((data) => JSON.parse(String(data)) as Record<string, unknown>)
      .flatMap(({ type, views: heights }) => (type === 'mesh:views' ? [heights] : []));
  return { mesh, bob, control, views, changes };
}

test('views are said when the channel opens, and then only when they change', async () => {
  const { mesh, control, views } = await aliceOffers();
  mesh.setViews('bob', { camera: 180 });
  expect(views()).toEqual([]);
  control().opens();
  expect(views()).toEqual([{ camera: 180 }]);
  mesh.setViews('bob', { camera: 180 });
  mesh.setViews('bob', { camera: 180, screen_share: 720 });
  mesh.setViews('bob', {});
  mesh.setViews('bob', {});
  expect(views()).toEqual([{ camera: 180 }, { camera: 180, screen_share: 720 }, {}]);
});

test('a page that is loaded anew is told again, and one who left is forgotten', async () => {
  const { mesh, bob, control, views } = await aliceOffers();
  mesh.setViews('bob', { camera: 90 });
  mesh.setRemotes([{ ...bob, pageId: 'bob-page-2' }]);
  control().opens();
  expect(views()).toEqual([{ camera: 90 }]);
  mesh.setRemotes([]);
  mesh.setRemotes([{ ...bob, pageId: 'bob-page-3' }]);
  control().opens();
  expect(views()).toEqual([]);
});

test('what the other side says of its link is passed on, and ends with the link', async () => {
  const { mesh, control, changes } = await aliceOffers();
  control().opens();
  const says = (isPoor: boolean, isVideoPaused: boolean) =>
    control().receives(JSON.stringify({ type: 'mesh:link', isPoor, isVideoPaused }));
  says(true, true);
  says(true, true);
  const poor = { participantId: 'bob', quality: 'poor', isSendingPaused: false };
  expect(changes).toEqual([{ ...poor, isVideoPaused: true }]);
  mesh.setRemotes([]);
  expect(changes.at(-1)).toEqual({ ...poor, quality: 'good', isVideoPaused: false });
  expect(changes).toHaveLength(2);
});

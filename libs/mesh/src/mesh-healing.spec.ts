import { FakePeerConnection, ManualClock, SignalingLoop } from '@parley/testing';
import { Mesh } from './mesh';

const task = () => new Promise((resolve) => setImmediate(resolve));

async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await task();
}

function enter(loop: SignalingLoop, clock: ManualClock, localId: string) {
  const address = { participantId: localId, pageId: `${localId}-page` };
  const connections: FakePeerConnection[] = [];
  const states: string[] = [];
  const mesh = new Mesh({
    localId,
    iceServers: [],
    ports: {
      clock,
      createPeerConnection: () => {
        const connection = new FakePeerConnection();
        connections.push(connection);
        return connection.asReal;
      },
      createMediaStream: () => ({}) as MediaStream,
      sendSignal: (to, sequence, signal) => loop.send(address, to, sequence, signal),
    },
    listeners: { peerStateChanged: ({ state }) => states.push(state) },
  });
  loop.join(address, (from, sequence, signal) => mesh.receiveSignal(from, sequence, signal));
  const connection = () => {
    const last = connections.at(-1);
    if (last === undefined) throw new Error('no connection was made');
    return last;
  };
  return { address, mesh, connections, connection, states };
}

/** Alice with bob, connected, and the control channel open. */
async function connectedPair() {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const [alice, bob] = [enter(loop, clock, 'alice'), enter(loop, clock, 'bob')];
  alice.mesh.setRemotes([bob.address]);
  bob.mesh.setRemotes([alice.address]);
  await settle();
  for (const { connection } of [alice, bob]) {
    connection().becomes('connected');
    connection().channels[0]?.opens();
  }
  const pass = async (durationMs: number, each: () => void = () => undefined) => {
    for (let passedMs = 0; passedMs < durationMs; passedMs += 500) {
      each();
      clock.advance(500);
      await settle();
    }
  };
  const restarts = () => alice.connection().restartCount;
  return { loop, clock, alice, bob, pass, restarts };
}

test('a frozen remote is seen within three seconds, and ICE restarts two seconds later', async () => {
  const { alice, pass, restarts } = await connectedPair();
  await pass(3_000);
  expect(alice.states).toEqual(['connecting', 'connected', 'reconnecting']);
  expect(restarts()).toBe(0);
  await pass(2_000);
  expect(restarts()).toBe(1);
});

test('what comes again makes the link connected again, and nothing is restarted any more', async () => {
  const { alice, pass, restarts } = await connectedPair();
  await pass(3_000);
  alice.connection().bytesReceived += 1_000;
  await pass(500);
  expect(alice.states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
  await pass(60_000, () => (alice.connection().bytesReceived += 1_000));
  expect(restarts()).toBe(0);
  expect(alice.states).toHaveLength(4);
});

test('a link that stays silent though ICE calls it connected is tried again and again', async () => {
  const { alice, pass, restarts } = await connectedPair();
  await pass(20_000);
  expect(restarts()).toBe(4);
  expect(alice.states.at(-1)).toBe('failed');
  alice.connection().bytesReceived += 1_000;
  await pass(500);
  expect(alice.states.at(-1)).toBe('connected');
});

test('when ICE comes to know of it too, what was begun goes on', async () => {
  const { alice, pass, restarts } = await connectedPair();
  await pass(3_500);
  alice.connection().becomes('disconnected');
  await pass(2_000);
  expect(restarts()).toBe(1);
  alice.connection().becomes('connected');
  expect(alice.states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
});

test('after a closed mesh no clock ticks any more', async () => {
  const { clock, alice, bob, pass } = await connectedPair();
  await pass(1_000);
  alice.mesh.close();
  bob.mesh.close();
  expect(clock.waitingCount).toBe(0);
});

test('another network restarts ICE at once, and once within a second', async () => {
  const { clock, alice, restarts } = await connectedPair();
  alice.mesh.networkChanged();
  expect(restarts()).toBe(1);
  clock.advance(999);
  alice.mesh.networkChanged();
  expect(restarts()).toBe(1);
  clock.advance(1);
  alice.mesh.networkChanged();
  expect(restarts()).toBe(2);
  await settle();
  expect(alice.connection().signalingState).toBe('stable');
});

test('another network gives a link that failed a fresh start', async () => {
  const { alice, pass, restarts } = await connectedPair();
  alice.connection().becomes('disconnected');
  await pass(20_000);
  const tries = restarts();
  expect(alice.states.at(-1)).toBe('failed');
  alice.mesh.networkChanged();
  expect(alice.states.at(-1)).toBe('reconnecting');
  await pass(2_000);
  expect(restarts()).toBe(tries + 2);
});

test('another network does not wait for a renewal that is due', async () => {
  const { alice, bob } = await connectedPair();
  alice.connection().channels[0]?.closes();
  alice.mesh.networkChanged();
  await settle();
  expect([alice.connections.length, bob.connections.length]).toEqual([2, 2]);
});

test('where no path is even tried, ICE restarts, people are told, and the link is renewed', async () => {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const [alice, bob] = [enter(loop, clock, 'alice'), enter(loop, clock, 'bob')];
  alice.mesh.setRemotes([bob.address]);
  bob.mesh.setRemotes([alice.address]);
  await settle();
  clock.advance(14_999);
  expect(alice.connection().restartCount).toBe(0);
  for (const delayMs of [1, 2_000, 4_000, 8_000]) {
    clock.advance(delayMs);
    await settle();
  }
  expect(alice.connections[0]?.restartCount).toBe(3);
  expect([alice.states, alice.connections.length]).toEqual([['connecting', 'failed'], 2]);
  alice.connection().becomes('connected');
  expect(alice.states.at(-1)).toBe('connected');
  clock.advance(60_000);
  expect(alice.connections).toHaveLength(2);
});

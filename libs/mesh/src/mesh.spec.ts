import { FakePeerConnection, FakeTrack, ManualClock, SignalingLoop } from '@parley/testing';
import { Mesh } from './mesh';
import { MeshError } from './mesh-error';
import type { MeshOptions } from './mesh-options';
import type { MeshListeners } from './types';

const task = () => new Promise((resolve) => setImmediate(resolve));

async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await task();
}

function enter(
  loop: SignalingLoop,
  clock: ManualClock,
  localId: string,
  listeners: MeshListeners = {},
  options: Partial<MeshOptions> = {},
) {
  const address = { participantId: localId, pageId: `${localId}-page` };
  const connections: FakePeerConnection[] = [];
  const configurations: RTCConfiguration[] = [];
  const log: string[] = [];
  const logged: string[] = [];
  const mesh = new Mesh({
    localId,
    iceServers: [],
    ...options,
    ports: {
      clock,
      createPeerConnection: (configuration) => {
        configurations.push(configuration);
        const connection = new FakePeerConnection();
        connections.push(connection);
        return connection.asReal;
      },
      log: (_level, message) => logged.push(message),
      createMediaStream: () => ({}) as MediaStream,
      sendSignal: (to, sequence, signal) => loop.send(address, to, sequence, signal),
    },
    listeners: {
      peerStateChanged: ({ participantId, state }) => log.push(`${participantId} ${state}`),
      remoteTrackChanged: ({ participantId, source, track }) =>
        log.push(`${track === null ? '-' : '+'}${participantId}/${source}`),
      ...listeners,
    },
  });
  loop.join(address, (from, sequence, signal) => {
    mesh.receiveSignal(from, sequence, signal);
  });
  const connection = () => {
    const last = connections.at(-1);
    if (last === undefined) throw new Error('no connection was made');
    return last;
  };
  return { address, mesh, connections, configurations, connection, log, logged };
}

async function connectedPair() {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const [alice, bob] = [enter(loop, clock, 'alice'), enter(loop, clock, 'bob')];
  alice.mesh.setRemotes([alice.address, bob.address]);
  bob.mesh.setRemotes([alice.address, bob.address]);
  await settle();
  alice.connection().becomes('connected');
  bob.connection().becomes('connected');
  return { loop, clock, alice, bob };
}

test('pages that know each other negotiate, and connect once', async () => {
  const { alice, bob } = await connectedPair();
  expect(alice.connection().signalingState).toBe('stable');
  expect(bob.connection().signalingState).toBe('stable');
  expect(alice.log).toEqual(['bob connecting', 'bob connected']);
  alice.mesh.setRemotes([bob.address, alice.address]);
  expect(alice.connections).toHaveLength(1);
});

test('a disconnected peer gets two seconds, then ICE restarts, again and again', async () => {
  const { clock, alice } = await connectedPair();
  alice.connection().becomes('disconnected');
  const restarts: number[] = [];
  for (const delayMs of [1_999, 1, 2_000, 4_000, 8_000]) {
    clock.advance(delayMs);
    restarts.push(alice.connection().restartCount);
  }
  expect(restarts).toEqual([0, 1, 2, 3, 4]);
  expect(alice.log.slice(2)).toEqual(['bob reconnecting', 'bob failed']);
  expect(alice.connections).toHaveLength(1);
});

test('a peer that comes back by itself is left alone', async () => {
  const { clock, alice } = await connectedPair();
  alice.connection().becomes('disconnected');
  clock.advance(1_000);
  alice.connection().becomes('connected');
  clock.advance(60_000);
  expect(alice.connection().restartCount).toBe(0);
  expect(alice.log.slice(2)).toEqual(['bob reconnecting', 'bob connected']);
});

test('a failed peer restarts ICE at once, and not again while ICE is at work', async () => {
  const { clock, alice } = await connectedPair();
  alice.connection().becomes('failed');
  clock.advance(0);
  expect(alice.connection().restartCount).toBe(1);
  alice.connection().becomes('connecting');
  clock.advance(60_000);
  expect(alice.connection().restartCount).toBe(1);
});

test('when restarts do not help, both sides renew the link', async () => {
  const { clock, alice, bob } = await connectedPair();
  alice.connection().becomes('failed');
  for (const delayMs of [0, 2_000, 4_000, 8_000]) {
    clock.advance(delayMs);
    await settle();
  }
  expect([alice.connections.length, bob.connections.length]).toEqual([2, 2]);
  expect(alice.connections[0]?.signalingState).toBe('closed');
  expect(bob.connections[0]?.signalingState).toBe('closed');
  expect(alice.connection().signalingState).toBe('stable');
  expect(bob.connection().signalingState).toBe('stable');
});

test('while signaling is away nothing is torn down', async () => {
  const { loop, clock, alice } = await connectedPair();
  loop.setAway(alice.address, true);
  alice.connection().becomes('failed');
  for (const delayMs of [0, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    clock.advance(delayMs);
    await settle();
  }
  expect(alice.connection().restartCount).toBe(7);
  expect(alice.connections).toHaveLength(1);
  loop.setAway(alice.address, false);
  alice.mesh.signalingRestored();
  await settle();
  expect(alice.connection().signalingState).toBe('stable');
});

test('negotiation that cannot go on is reported and begins anew', async () => {
  const errors: unknown[] = [];
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const alice = enter(loop, clock, 'alice', { errorRaised: (error) => errors.push(error) });
  const bob = enter(loop, clock, 'bob');
  loop.hold();
  alice.mesh.setRemotes([bob.address]);
  alice.mesh.receiveSignal(bob.address, 1, { description: { type: 'answer', sdp: 'nonsense' } });
  await settle();
  expect(errors).toEqual([expect.any(MeshError)]);
  expect(errors).toEqual([expect.objectContaining({ code: 'negotiation-failed' })]);
  loop.release();
  bob.mesh.setRemotes([alice.address]);
  clock.advance(2_000);
  await settle();
  expect(alice.connection().signalingState).toBe('stable');
  expect(alice.connection().remoteDescription?.type).toBe('offer');
  expect(alice.connections).toHaveLength(2);
});

test('a signal of an older life of the link is not taken for one of the present', async () => {
  const { clock, alice, bob } = await connectedPair();
  alice.connection().becomes('failed');
  for (const delayMs of [0, 2_000, 4_000, 8_000]) {
    clock.advance(delayMs);
    await settle();
  }
  const present = alice.connection().remoteDescription;
  const sdp = 'a=ice-ufrag:old\r\n';
  for (let sequence = 1; sequence < 50; sequence += 1) {
    alice.mesh.receiveSignal(bob.address, sequence, { description: { type: 'offer', sdp } });
  }
  await settle();
  expect(alice.connection().remoteDescription).toBe(present);
});

test('a page that was dropped is not listened to, not even for later', async () => {
  const { loop, alice, bob } = await connectedPair();
  alice.mesh.setRemotes([]);
  const sentBefore = loop.sent.length;
  bob.connection().restartIce();
  await settle();
  expect(loop.sent.length).toBeGreaterThan(sentBefore);
  expect(alice.logged.filter((message) => message === 'signal dropped').length).toBe(
    loop.sent.length - sentBefore,
  );
});

test('a link that is given up is renewed, whatever its old connection still says', async () => {
  const { clock, alice, bob } = await connectedPair();
  alice.connection().channels[0]?.closes();
  for (const state of ['disconnected', 'connecting', 'connected'] as const) {
    alice.connection().becomes(state);
  }
  clock.advance(2_000);
  await settle();
  expect([alice.connections.length, bob.connections.length]).toEqual([2, 2]);
});

test('an offer without the four sources is refused', async () => {
  const errors: unknown[] = [];
  const alice = enter(new SignalingLoop(), new ManualClock(), 'alice', {
    errorRaised: ({ code }) => errors.push(code),
  });
  const bob = { participantId: 'bob', pageId: 'page' };
  alice.mesh.setRemotes([bob]);
  const sdp = 'a=ice-ufrag:x\r\nm=video\r\nm=audio\r\n';
  alice.mesh.receiveSignal(bob, 1, { description: { type: 'offer', sdp } });
  await settle();
  expect(errors).toEqual(['negotiation-failed']);
});

test('a track appears when the other side says so, and once', async () => {
  const { alice, bob } = await connectedPair();
  const [control] = alice.connection().channels;
  await bob.mesh.publish('camera', new FakeTrack('video').asReal);
  const [controlOfBob] = bob.connection().channels;
  controlOfBob?.opens();
  for (const message of controlOfBob?.sent ?? []) control?.receives(message);
  for (const message of controlOfBob?.sent ?? []) control?.receives(message);
  expect(alice.log.slice(2)).toEqual(['+bob/camera']);
  alice.mesh.setRemotes([]);
  expect(alice.log.slice(3)).toEqual(['-bob/camera', 'bob closed']);
});

test('a track that is expected appears at once, and goes when the other side does not send it', async () => {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const [alice, bob] = [enter(loop, clock, 'alice'), enter(loop, clock, 'bob')];
  await bob.mesh.publish('camera', new FakeTrack('video').asReal);
  const expected = { ...bob.address, publishes: ['camera', 'microphone'] as const };
  alice.mesh.setRemotes([expected]);
  bob.mesh.setRemotes([{ ...alice.address, publishes: ['camera'] }]);
  // Who offers has the place for it already.
  expect(bob.log).toEqual(['alice connecting', '+alice/camera']);
  await settle();
  expect(alice.log).toEqual(['bob connecting', '+bob/microphone', '+bob/camera']);
  const [control] = alice.connection().channels;
  const [controlOfBob] = bob.connection().channels;
  controlOfBob?.opens();
  for (const message of controlOfBob?.sent ?? []) control?.receives(message);
  expect(alice.log.slice(3)).toEqual(['-bob/microphone']);
  // Only news of a page is expected of: what it says itself stands.
  alice.mesh.setRemotes([expected]);
  expect(alice.log).toHaveLength(4);
});

test('what is expected is given up where no path is found', async () => {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const [alice, bob] = [enter(loop, clock, 'alice'), enter(loop, clock, 'bob')];
  bob.mesh.setRemotes([{ ...alice.address, publishes: ['camera'] }]);
  alice.mesh.setRemotes([bob.address]);
  await settle();
  for (let restart = 0; restart < 4; restart += 1) {
    bob.connection().becomes('failed');
    clock.advance(8_000);
  }
  expect(bob.log.slice(0, 2)).toEqual(['alice connecting', '+alice/camera']);
  expect(bob.log.slice(2)).toEqual(['-alice/camera', 'alice failed']);
});

test('ICE servers and policy reach the connections made later', async () => {
  const alice = enter(
    new SignalingLoop(),
    new ManualClock(),
    'alice',
    {},
    {
      iceTransportPolicy: 'relay',
    },
  );
  alice.mesh.setIceServers([{ urls: 'turn:turn.example' }]);
  alice.mesh.setRemotes([{ participantId: 'bob', pageId: 'page' }]);
  await settle();
  expect(alice.configurations).toEqual([
    {
      iceServers: [{ urls: 'turn:turn.example' }],
      iceTransportPolicy: 'relay',
      bundlePolicy: 'max-bundle',
    },
  ]);
});

test('a listener may close the mesh while it is changing', async () => {
  const loop = new SignalingLoop();
  const clock = new ManualClock();
  const alice = enter(loop, clock, 'alice', {
    peerStateChanged: () => {
      alice.mesh.close();
    },
  });
  alice.mesh.setRemotes([
    { participantId: 'bob', pageId: '1' },
    { participantId: 'carol', pageId: '2' },
  ]);
  await settle();
  expect(alice.connections.map(({ signalingState }) => signalingState)).toEqual(['closed']);
  expect(clock.waitingCount).toBe(0);
  expect(() => {
    alice.mesh.setRemotes([]);
  }).toThrow(expect.objectContaining({ code: 'closed' }));
});

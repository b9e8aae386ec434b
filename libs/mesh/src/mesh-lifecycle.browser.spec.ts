import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

test('a removed participant is cut off at once and not listened to any more', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.until('the camera', () => alice.tracks.has('bob/camera'));
    alice.mesh.setRemotes([]);
    const atOnce = {
      connection: lab.lastConnection(alice).signalingState,
      tracks: alice.tracks.size,
      log: [...alice.trackLog],
      state: alice.states.get('bob'),
    };
    // Bob does not cooperate: he goes on sending signals, over and over.
    const sentBefore = loop.sent.length;
    lab.lastConnection(bob).restartIce();
    await lab.until('bob sends an offer', () => loop.sent.length > sentBefore);
    await lab.until('bob renews the link', () => bob.connections.length > 1);
    const stats = await alice.mesh.getStats('bob').catch((error: unknown) => String(error));
    return { ...atOnce, stats, connectionsOfAlice: alice.connections.length };
  });
  expect(seen).toEqual({
    connection: 'closed',
    tracks: 0,
    log: ['+bob/camera', '-bob/camera'],
    state: 'closed',
    stats: 'MeshError: bob is not a remote participant',
    connectionsOfAlice: 1,
  });
});

test('nobody off the roster gets a connection, whatever they send', async ({ helpers }) => {
  const connections = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const alice = lab.enter(loop, 'alice');
    const mallory = lab.enter(loop, 'mallory');
    await mallory.mesh.publish('microphone', lab.toneTrack());
    mallory.mesh.setRemotes([alice.address]);
    await lab.until('mallory’s candidates', () => loop.sent.length > 2);
    return alice.connections.length;
  });
  expect(connections).toBe(0);
});

for (const [reloaded, stays] of [
  ['alice', 'bob'],
  ['bob', 'alice'],
] as const) {
  test(`when ${reloaded}’s page is loaded anew, ${stays} sees the same person again`, async ({
    helpers,
  }) => {
    const seen = await helpers.evaluate(
      async (lab, names) => {
        const loop = new lab.SignalingLoop();
        const first = lab.enter(loop, names.reloaded, 'page-1');
        const other = lab.enter(loop, names.stays);
        await first.mesh.publish('camera', lab.paintedTrack('red'));
        lab.meet(first, other);
        const key = `${names.reloaded}/camera`;
        await lab.until('the camera', () => other.tracks.has(key));
        loop.leave(first.address);
        first.mesh.close();
        const second = lab.enter(loop, names.reloaded, 'page-2');
        await second.mesh.publish('camera', lab.paintedTrack('blue'));
        second.mesh.setRemotes([other.address]);
        other.mesh.setRemotes([second.address]);
        await lab.until('the new camera', () => other.tracks.has(key));
        return {
          color: await lab.nextColor(lab.trackOf(other, names.reloaded, 'camera')),
          trackLog: other.trackLog,
          closed: other.stateLog.filter((entry) => entry.endsWith('closed')).length,
          open: other.connections.filter(({ signalingState }) => signalingState !== 'closed')
            .length,
        };
      },
      { reloaded, stays },
    );
    expect(seen).toEqual({
      color: 'blue',
      trackLog: [`+${reloaded}/camera`, `-${reloaded}/camera`, `+${reloaded}/camera`],
      closed: 0,
      open: 1,
    });
  });
}

test('signals that come before the roster names their sender are kept', async ({ helpers }) => {
  await helpers.evaluate(async (lab) => {
    for (const [early, late] of [
      ['alice', 'bob'],
      ['bob', 'alice'],
    ] as const) {
      const loop = new lab.SignalingLoop();
      const [first, second] = [lab.enter(loop, early), lab.enter(loop, late)];
      first.mesh.setRemotes([second.address]);
      if (early === 'bob') await lab.until('candidates', () => loop.sent.length > 2);
      second.mesh.setRemotes([first.address]);
      await lab.allConnected(first, second);
    }
  });
});

test('signals in any order and with long delays still connect', async ({ helpers }) => {
  const errors = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const delaysMs = [60, 5, 40, 1, 90, 20, 0, 70];
    let turn = 0;
    loop.setDelay(() => delaysMs[(turn += 1) % delaysMs.length] ?? 0);
    const everyone = ['alice', 'bob', 'carol'].map((id) => lab.enter(loop, id));
    lab.meet(...everyone);
    await lab.allConnected(...everyone);
    return everyone.flatMap((participant) => participant.errors.map(String));
  });
  expect(errors).toEqual([]);
});

test('while signaling is away media goes on, and an ICE restart waits for its return', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.until('the camera', () => alice.tracks.has('bob/camera'));
    await lab.allConnected(alice, bob);
    const connection = lab.lastConnection(alice);
    const ufrag = () => /a=ice-ufrag:(\S+)/.exec(connection.remoteDescription?.sdp ?? '')?.[1];
    const oldUfrag = ufrag();
    loop.setAway(alice.address, true);
    connection.restartIce();
    await lab.until('the offer is made', () => connection.signalingState === 'have-local-offer');
    await lab.keepsReceiving(alice, 'bob', 'framesDecoded');
    loop.setAway(alice.address, false);
    alice.mesh.signalingRestored();
    await lab.until('settled', () => connection.signalingState === 'stable');
    await lab.keepsReceiving(alice, 'bob', 'framesDecoded');
    return { isRestarted: ufrag() !== oldUfrag, log: alice.trackLog, made: bob.connections.length };
  });
  expect(seen).toEqual({ isRestarted: true, log: ['+bob/camera'], made: 1 });
});

test('signals to a page that is away for a while arrive when it is back', async ({ helpers }) => {
  await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    loop.setAway(alice.address, true);
    lab.meet(alice, bob);
    await lab.until('bob offers', () => {
      return bob.connections[0]?.signalingState === 'have-local-offer';
    });
    loop.setAway(alice.address, false);
    bob.mesh.signalingRestored('alice');
    await lab.allConnected(alice, bob);
  });
});

for (const [renewing, other] of [
  ['alice', 'bob'],
  ['bob', 'alice'],
] as const) {
  test(`a page that ${renewing} dropped and took back is connected afresh`, async ({ helpers }) => {
    const seen = await helpers.evaluate(
      async (lab, names) => {
        const loop = new lab.SignalingLoop();
        const one = lab.enter(loop, names.renewing);
        const two = lab.enter(loop, names.other);
        await two.mesh.publish('camera', lab.paintedTrack('blue'));
        lab.meet(one, two);
        await lab.until('the camera', () => one.tracks.size === 1);
        one.mesh.setRemotes([]);
        one.mesh.setRemotes([two.address]);
        await lab.until('the camera again', () => one.tracks.size === 1);
        await lab.allConnected(one, two);
        return {
          color: await lab.nextColor(lab.trackOf(one, names.other, 'camera')),
          errors: [...one.errors, ...two.errors].map(String),
          made: [one.connections.length, two.connections.length],
        };
      },
      { renewing, other },
    );
    expect(seen).toEqual({ color: 'blue', errors: [], made: [2, 2] });
  });
}

test('a connection that the other side lost is renewed by both', async ({ helpers }) => {
  const color = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.until('the camera', () => alice.tracks.has('bob/camera'));
    lab.lastConnection(bob).close();
    await lab.until('renewed', () => bob.connections.length === 2 && alice.tracks.size === 1);
    await lab.allConnected(alice, bob);
    return lab.nextColor(lab.trackOf(alice, 'bob', 'camera'));
  });
  expect(color).toBe('red');
});

test('leaving while negotiation is in flight, at any moment, leaves nothing behind', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const errors: string[] = [];
    addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
    let isAnyOpen = false;
    for (let step = 0; step < 24; step += 1) {
      const loop = new lab.SignalingLoop();
      const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
      loop.hold();
      lab.meet(alice, bob);
      await lab.until('the offer', () => loop.heldCount > 0);
      for (let delivered = 0; delivered < step; delivered += 1) {
        if (!loop.deliverNext('bob')) loop.deliverNext('alice');
        if (delivered % 2 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
      if (step % 2 === 0) alice.mesh.close();
      else alice.mesh.setRemotes([]);
      bob.mesh.close();
      if (step % 2 === 0) loop.leave(alice.address);
      loop.leave(bob.address);
      loop.release();
      errors.push(...[...alice.errors, ...bob.errors].map(String));
      isAnyOpen ||= [...alice.connections, ...bob.connections].some(
        ({ signalingState }) => signalingState !== 'closed',
      );
    }
    return { errors, isAnyOpen };
  });
  expect(seen).toEqual({ errors: [], isAnyOpen: false });
});

test('ten rounds of joining and leaving leave no connection open', async ({ helpers }) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const alice = lab.enter(loop, 'alice');
    await alice.mesh.publish('camera', lab.paintedTrack('red', 160, 120));
    const connections: RTCPeerConnection[] = [];
    for (let round = 0; round < 10; round += 1) {
      const bob = lab.enter(loop, round % 2 === 0 ? 'bob' : 'aaron', `page-${String(round)}`);
      lab.meet(alice, bob);
      await lab.until('the camera', () => bob.tracks.size === 1);
      bob.mesh.close();
      loop.leave(bob.address);
      alice.mesh.setRemotes([]);
      connections.push(...bob.connections);
    }
    connections.push(...alice.connections);
    return {
      made: connections.length,
      open: connections.filter(({ signalingState }) => signalingState !== 'closed').length,
      filesOpen: alice.openFiles.size,
    };
  });
  expect(seen).toEqual({ made: 20, open: 0, filesOpen: 0 });
});

test('with addresses hidden, no candidate but a relay’s leaves the page', async ({ helpers }) => {
  const found = await helpers.evaluate(async (lab) => {
    const found: boolean[] = [];
    for (const iceTransportPolicy of ['all', 'relay'] as const) {
      const loop = new lab.SignalingLoop();
      const everyone = ['alice', 'bob'].map((id) =>
        lab.enter(loop, id, id, { iceTransportPolicy }),
      );
      lab.meet(...everyone);
      await lab.until('all has been gathered', () =>
        everyone.every(({ connections }) => connections[0]?.iceGatheringState === 'complete'),
      );
      found.push(/typ (host|srflx|prflx)/.test(JSON.stringify(loop.sent)));
    }
    return { withPolicyAll: found[0], withPolicyRelay: found[1] };
  });
  expect(found).toEqual({ withPolicyAll: true, withPolicyRelay: false });
});

test('a closed mesh says so', async ({ helpers }) => {
  const codes = await helpers.evaluate(async (lab) => {
    const alice = lab.enter(new lab.SignalingLoop(), 'alice');
    const wrong = await alice.mesh
      .publish('camera', lab.toneTrack())
      .catch((error: unknown) => error);
    alice.mesh.close();
    alice.mesh.close();
    const late = await alice.mesh.publish('camera', null).catch((error: unknown) => error);
    return [wrong, late].map((error) => (error instanceof lab.MeshError ? error.code : error));
  });
  expect(codes).toEqual(['wrong-kind', 'closed']);
});

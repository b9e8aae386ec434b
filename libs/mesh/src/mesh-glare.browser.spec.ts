import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

/** Every order of these steps: `a`, `b` restart ICE on that side, `A`, `B` deliver that side's next signal. */
function ordersOf(steps: string): string[] {
  if (steps === '') return [''];
  return [...new Set(steps)].flatMap((step) =>
    ordersOf(steps.replace(step, '')).map((rest) => step + rest),
  );
}

/** Both paces together take two thirds of the orders; negotiator.spec.ts takes all of them on a fake. */
for (const [pace, ticks, third] of [
  ['without a pause', 0, 0],
  ['each step taking effect', 3, 1],
] as const) {
  test(`both sides restarting settle in every order, ${pace}`, async ({ helpers }) => {
    const orders = ordersOf('abAABB').filter((_, index) => index % 3 === third);
    const seen = await helpers.evaluate(
      async (lab, { orders, ticks }) => {
        const loop = new lab.SignalingLoop();
        const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
        await alice.mesh.publish('camera', lab.paintedTrack('red', 160, 120));
        lab.meet(alice, bob);
        await lab.until('the camera', () => bob.tracks.has('alice/camera'));
        await lab.allConnected(alice, bob);
        const [left, right] = [lab.lastConnection(alice), lab.lastConnection(bob)];
        const ufrag = (description: RTCSessionDescription | null) =>
          /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1];
        const isSettled = () =>
          left.signalingState === 'stable' &&
          right.signalingState === 'stable' &&
          ufrag(left.localDescription) === ufrag(right.remoteDescription) &&
          ufrag(right.localDescription) === ufrag(left.remoteDescription) &&
          left.connectionState === 'connected' &&
          right.connectionState === 'connected';
        let restarted = 0;
        for (const order of orders) {
          const oldUfrag = ufrag(left.localDescription);
          loop.hold();
          for (const step of order) {
            if (step === 'a') left.restartIce();
            else if (step === 'b') right.restartIce();
            else loop.deliverNext(step === 'A' ? 'alice' : 'bob');
            for (let tick = 0; tick < ticks; tick += 1) await new Promise((r) => setTimeout(r));
          }
          loop.release();
          await lab.until(`${order} is under way`, () => ufrag(left.localDescription) !== oldUfrag);
          await lab.until(`${order} settles`, isSettled);
          restarted += 1;
        }
        await lab.keepsReceiving(bob, 'alice', 'framesDecoded');
        return {
          restarted,
          errors: [...alice.errors, ...bob.errors].map(String),
          made: alice.connections.length + bob.connections.length,
          trackLog: bob.trackLog,
        };
      },
      { orders, ticks },
    );
    expect(seen).toEqual({
      restarted: orders.length,
      errors: [],
      made: 2,
      trackLog: ['+alice/camera'],
    });
    expect(orders.length).toBe(60);
  });
}

test('both sides joining at once connect in every order of delivery', async ({ helpers }) => {
  const orders = ordersOf('abAABBB');
  const seen = await helpers.evaluate(
    async (lab, orders) => {
      const errors: string[] = [];
      let connected = 0;
      for (const order of orders) {
        const loop = new lab.SignalingLoop();
        const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
        loop.hold();
        for (const step of order) {
          if (step === 'a') alice.mesh.setRemotes([bob.address]);
          else if (step === 'b') bob.mesh.setRemotes([alice.address]);
          else loop.deliverNext(step === 'A' ? 'alice' : 'bob');
          for (let tick = 0; tick < 2; tick += 1) await new Promise((r) => setTimeout(r));
        }
        loop.release();
        await lab.allConnected(alice, bob);
        errors.push(...[...alice.errors, ...bob.errors].map(String));
        connected += 1;
        alice.mesh.close();
        bob.mesh.close();
      }
      return { errors, connected };
    },
    orders.filter((_, index) => index % 6 === 0),
  );
  expect(seen).toEqual({ errors: [], connected: orders.length / 6 });
});

import { expect, libraryTest } from '../../testing/src/library-page';

type Lab = typeof import('../../testing/src/mesh-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', { helpers: 'mesh-lab.ts' });

for (const [role, name] of [
  ['offers', 'mallory'],
  ['answers', 'aaron'],
] as const)
  test(`a participant who ${role} with broken descriptions harms nobody's page or link`, async ({
    helpers,
    libraryPage,
  }) => {
    const crashes: string[] = [];
    libraryPage.on('pageerror', (error) => crashes.push(String(error)));
    libraryPage.on('crash', () => crashes.push('crash'));
    const seen = await helpers.evaluate(async (lab, name) => {
      const loop = new lab.SignalingLoop();
      const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
      await bob.mesh.publish('camera', lab.paintedTrack('red'));
      lab.meet(alice, bob);
      await lab.until('the camera', () => alice.tracks.has('bob/camera'));
      await lab.allConnected(alice, bob);
      const toBob = lab.lastConnection(alice);

      const outcomes: Record<string, string> = {};
      for (const what of Object.keys(lab.spoilers)) {
        const hostile = await lab.hostilePage(loop, alice, { name, what });
        alice.mesh.setRemotes([bob.address, hostile.address]);
        await hostile.strike();
        const isNamed = () => alice.errors.some(({ message }) => message.includes(name));
        await lab.until(`news of ${what}`, () => isNamed() || hostile.wasTaken());
        outcomes[what] = isNamed() ? 'named' : (alice.states.get(name) ?? 'none');
        alice.errors.length = 0;
        alice.mesh.setRemotes([bob.address]);
        hostile.close();
      }
      await lab.keepsReceiving(alice, 'bob', 'framesDecoded');
      return {
        outcomes,
        isSameLink: (await alice.mesh.getStats('bob')).size > 0 && toBob.connectionState,
        bob: alice.stateLog.filter((entry) => entry.startsWith('bob')),
        open: alice.connections.filter(({ signalingState }) => signalingState !== 'closed').length,
      };
    }, name);
    expect(Object.values(seen.outcomes)).not.toContain('connected');
    expect(seen).toMatchObject({
      isSameLink: 'connected',
      bob: ['bob connecting', 'bob connected'],
      open: 1,
    });
    expect(crashes).toEqual([]);
  });

test('a participant who renews the link on and on is given up, and nobody else is', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate(async (lab) => {
    const loop = new lab.SignalingLoop();
    const [alice, bob] = [lab.enter(loop, 'alice'), lab.enter(loop, 'bob')];
    await bob.mesh.publish('camera', lab.paintedTrack('red'));
    lab.meet(alice, bob);
    await lab.allConnected(alice, bob);
    const mallory = { participantId: 'mallory', pageId: 'mallory-1' };
    loop.join(mallory, () => undefined);
    const everyone = [bob.address, mallory];
    alice.mesh.setRemotes(everyone);
    const description = { type: 'offer', sdp: 'v=0' } as const;
    for (let generation = 1; generation <= 600; generation++)
      await loop.send(mallory, alice.address, generation * 1_000_000 + 1, { description });
    await lab.until('mallory is given up', () => alice.states.get('mallory') === 'failed');
    // As every change of the roster says it again.
    alice.mesh.setRemotes(everyone);
    const carol = lab.enter(loop, 'carol');
    alice.mesh.setRemotes([...everyone, carol.address]);
    carol.mesh.setRemotes([alice.address]);
    await lab.allConnected(alice, carol);
    await lab.keepsReceiving(alice, 'bob', 'framesDecoded');
    return {
      made: alice.connections.length,
      open: alice.connections.filter(({ signalingState }) => signalingState !== 'closed').length,
      named: alice.errors.at(-1)?.message,
      bob: alice.stateLog.filter((entry) => entry.startsWith('bob')),
    };
  });
  expect(seen).toMatchObject({ open: 2, named: 'negotiating with mallory failed' });
  expect(seen.made).toBeLessThan(30);
  expect(seen.bob).toEqual(['bob connecting', 'bob connected']);
});

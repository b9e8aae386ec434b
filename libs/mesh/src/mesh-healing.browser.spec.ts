import { expect, libraryTest } from '../../testing/src/library-page';
import { UdpRelay } from '../../testing/src/udp-relay';

type Lab = typeof import('../../testing/src/healing-lab');
const test = libraryTest<typeof import('./index'), Lab>('mesh', {
  helpers: 'healing-lab.ts',
}).extend<{ relay: UdpRelay }>({
  relay: [
    async ({ libraryPage }, use) => {
      const relay = new UdpRelay();
      await libraryPage.exposeFunction('portTo', relay.portTo.bind(relay));
      await libraryPage.exposeFunction('setCut', (isCut: boolean) => (relay.isCut = isCut));
      await libraryPage.exposeFunction('dropPaths', relay.dropPaths.bind(relay));
      await use(relay);
      relay.close();
    },
    { auto: true },
  ],
});

test('somebody from whom nothing comes is seen within three seconds, long before ICE says so', async ({
  helpers,
}) => {
  const seen = await helpers.evaluate((lab) => lab.breakAndHeal(lab.relayOfPage(), 'cut'));
  expect(seen).toMatchObject({ noticedIn: 'connected', lostTracks: 0, renewedConnections: 0 });
  expect(seen.noticedMs).toBeLessThan(5_000);
  expect(seen.states).toEqual(
    ['connecting', 'connected', 'reconnecting', 'connected'].map((state) => `bob ${state}`),
  );
});

test('a path that nobody says is gone is found again', async ({ helpers }) => {
  const seen = await helpers.evaluate((lab) => lab.breakAndHeal(lab.relayOfPage(), 'path-lost'));
  expect(seen).toMatchObject({ noticedIn: 'connected', lostTracks: 0, renewedConnections: 0 });
});

test('another network brings the media back before anybody has missed it', async ({ helpers }) => {
  const seen = await helpers.evaluate((lab) =>
    lab.breakAndHeal(lab.relayOfPage(), 'network-changed'),
  );
  expect(seen).toMatchObject({ lostTracks: 0, renewedConnections: 0 });
  expect(seen.recoveredMs).toBeLessThan(5_000);
});

test('where everybody is muted and every camera off, nobody is taken for gone', async ({
  helpers,
}) => {
  const states = await helpers.evaluate(async (lab) => {
    const { alice, bob } = await lab.relayedPair(lab.relayOfPage(), true);
    const control = alice.mesh.controlChannel('bob');
    if (control === null) throw new Error('no control channel');
    let beats = 0;
    control.addEventListener('message', ({ data }) => {
      if (String(data).includes('mesh:beat')) beats += 1;
    });
    await lab.until('five beats', () => beats === 5);
    return [...alice.stateLog, ...bob.stateLog];
  });
  expect(states).toEqual([
    'bob connecting',
    'bob connected',
    'alice connecting',
    'alice connected',
  ]);
});

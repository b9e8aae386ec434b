import { pathsOf } from './support/ice-paths';
import { Relay } from './support/relay';
import { makesHiddenRoom, meetIn } from './support/relay-test';
import { ParleyServer } from './support/server';
import { expect, test as base } from './support/test';

/** A Parley whose relay is to be had inside TLS alone, as where a firewall lets nothing else out. */
const test = base.extend<object, { relay: Relay; parley: ParleyServer }>({
  relay: [
    async ({}, use) => {
      const relay = await Relay.start({ hasTls: true });
      await use(relay);
      await relay.dispose();
    },
    { scope: 'worker' },
  ],
  parley: [
    async ({ relay }, use) => {
      const server = await ParleyServer.start({
        TURN_URLS: relay.tlsUrl,
        TURN_SECRET: relay.secret,
      });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  // The relay vouches for itself; without this Chromium 156 refuses it, as it should.
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = [...(launchOptions.args ?? []), '--ignore-certificate-errors'];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
});

test('people meet through a relay that is reached inside TLS', async ({ host, arrives, relay }) => {
  const hanna = await host();
  const link = await makesHiddenRoom(hanna);
  const ann = await arrives('Ann');
  await meetIn(link, hanna, ann);
  const byTls = { kinds: 'relay/relay', relayProtocol: 'tls', relayUrl: relay.tlsUrl };
  for (const person of [hanna, ann])
    await expect.poll(() => pathsOf(person)).toEqual([expect.objectContaining(byTls)]);
});

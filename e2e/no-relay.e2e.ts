import { makesHiddenRoom } from './support/relay-test';
import { ParleyServer } from './support/server';
import { expect, test as base } from './support/test';

/** A Parley whose relay is down: nobody listens on the discard port. */
const test = base.extend<object, { parley: ParleyServer }>({
  parley: [
    async ({}, use) => {
      const server = await ParleyServer.start({
        TURN_URLS: 'turn:127.0.0.1:9?transport=udp',
        TURN_SECRET: 'a secret that nobody checks',
      });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
});

test('where the relay that a room needs is out of reach, both are told so', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await makesHiddenRoom(hanna);
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  // Gathering, and three restarts in vain.
  const patience = { timeout: 60_000 };
  await expect(hanna.tile('Ann')).toContainText('no path to Ann', patience);
  await expect(ann.tile('Hanna Host')).toContainText('no path to Hanna Host', patience);
  await expect(hanna.tile('Ann').locator('video')).toHaveCount(0);
});

import { pathsOf } from './support/ice-paths';
import { received } from './support/peer-watch';
import type { Person } from './support/person';
import { Relay } from './support/relay';
import { makesHiddenRoom, meetIn } from './support/relay-test';
import { ParleyServer } from './support/server';
import { expect, test as base } from './support/test';

/** A Parley with two relays, as operators have them who want one to spare; each is to be had by UDP and by TCP. */
const test = base.extend<object, { relays: readonly Relay[]; parley: ParleyServer }>({
  relays: [
    async ({}, use) => {
      const one = await Relay.start();
      const relays = [one, await Relay.start({ secret: one.secret })];
      await use(relays);
      for (const relay of relays) await relay.dispose();
    },
    { scope: 'worker' },
  ],
  parley: [
    async ({ relays }, use) => {
      const server = await ParleyServer.start({
        TURN_URLS: relays.flatMap(({ url, tcpUrl }) => [url, tcpUrl]).join(),
        TURN_SECRET: relays[0]?.secret ?? '',
      });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
});

/** The same with browsers that send no UDP at all, as behind a firewall that drops it. */
const testWithoutUdp = test.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const refusal = '--webrtc-ip-handling-policy=disable_non_proxied_udp';
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), refusal] });
    },
    { scope: 'worker' },
  ],
});

/** From the click on Join to the first remote picture, by the page's own marks. */
const firstPictureMs = ({ page }: Person): Promise<number> =>
  page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return at('parley:first-remote-frame') - at('parley:join-clicked');
  });

/** So many frames more than now are decoded. */
async function getsFrames({ page }: Person, count: number): Promise<void> {
  const before = (await received(page)).framesDecoded;
  await expect
    .poll(async () => (await received(page)).framesDecoded, { intervals: [100] })
    .toBeGreaterThanOrEqual(before + count);
}

testWithoutUdp(
  'where no UDP gets out, people meet over the relay’s TCP within eight seconds',
  async ({ host, arrives }) => {
    const hanna = await host();
    const link = await hanna.makesRoom({ name: 'Behind a firewall' });
    const ann = await arrives('Ann');
    await meetIn(link, hanna, ann);
    for (const person of [hanna, ann]) {
      const tcp = expect.objectContaining({ kinds: 'relay/relay', relayProtocol: 'tcp' });
      await expect.poll(() => pathsOf(person)).toEqual([tcp]);
    }
    expect(await firstPictureMs(ann)).toBeLessThan(8_000);
  },
);

test('when the relay in use dies, the call goes on over the other one', async ({
  host,
  arrives,
  relays,
}) => {
  const hanna = await host();
  const link = await makesHiddenRoom(hanna);
  const ann = await arrives('Ann');
  await meetIn(link, hanna, ann);
  const relayUrl = async () => (await pathsOf(ann))[0]?.relayUrl ?? '';
  await expect.poll(relayUrl).toMatch(/^turn:/);
  const before = await relayUrl();
  const used = relays.find(({ url, tcpUrl }) => [url, tcpUrl].includes(before));
  if (!used) throw new Error(`none of our relays is ${before}`);
  try {
    await used.dies();
    const diedAt = Date.now();
    await expect.poll(relayUrl, { intervals: [100] }).not.toBe(before);
    await Promise.all([getsFrames(ann, 3), getsFrames(hanna, 3)]);
    expect(Date.now() - diedAt).toBeLessThan(8_000);
    await expect(ann.tiles).toHaveCount(2);
  } finally {
    await used.returns();
  }
});

test('a relay that dies is not missed by those who reach each other directly', async ({
  host,
  arrives,
  relays,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Direct' });
  const ann = await arrives('Ann');
  await meetIn(link, hanna, ann);
  const before = await pathsOf(ann);
  expect(before.map(({ kinds }) => kinds)).toEqual(['host/host']);
  await ann.page.evaluate(() => {
    for (const connection of window.peerConnections)
      connection.addEventListener('iceconnectionstatechange', () => performance.mark('test:ice'));
  });
  try {
    for (const relay of relays) await relay.dies();
    // Longer than it takes ICE and the mesh to find a path broken.
    await getsFrames(ann, 80);
    expect(await ann.page.evaluate(() => performance.getEntriesByName('test:ice'))).toEqual([]);
    expect(await pathsOf(ann)).toEqual(before);
  } finally {
    for (const relay of relays) await relay.returns();
  }
});

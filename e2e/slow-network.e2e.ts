import { test } from './support/network-test';
import { expect } from './support/test';

test('a second of round trip to the server breaks nothing in a join', async ({
  host,
  arrives,
  network,
  overTheNetwork,
}, testInfo) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Far away' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.comesToTheDoor(overTheNetwork(link));
  // What the door fetches ahead has come before anybody has typed a name; it is the join that is far away.
  await ann.page.waitForLoadState('networkidle');
  network.delay(500);
  await ann.knocks();
  await ann.isInTheMeeting();
  await Promise.all([hanna.sees('Ann'), ann.sees('Hanna Host')]);
  const joinMs = await ann.page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return Math.round(at('parley:first-remote-frame') - at('parley:join-clicked'));
  });
  testInfo.annotations.push({ type: 'join, ms', description: String(joinMs) });
  // Two round trips at least: the delay was real. How long it takes in all is for quiet machines to say.
  expect(joinMs).toBeGreaterThan(2_000);
  await ann.says('Hello from far away');
  await hanna.readsInChat('Hello from far away');
  await expect(hanna.tiles).toHaveCount(2);
});

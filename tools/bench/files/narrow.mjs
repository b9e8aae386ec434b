import { leadThroughRelay, NarrowRelay } from '../mesh/narrow-relay.mjs';
import { makeRoom } from '../product.mjs';
import { withProductAndFile } from './product-with-file.mjs';
import { during, hearing, newcomer, openFiles, share, shown } from './voice.mjs';

/** Of a home. */
const uplinkKbps = 2_000;
const quietMs = 15_000;
/** Until the first report on a voice can be there. */
const beginningMs = 5_000;
const restMs = 40_000;

/** Somebody without a picture; what Alice sends has to pass the narrow place. */
async function enterUnseen(browser, link, name, relay) {
  const page = await newcomer(browser);
  await leadThroughRelay(page, relay, name === 'Alice');
  await page.goto(`${link}?camera=off`);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  return page;
}

async function measureOnce(browser, product, path) {
  const relay = new NarrowRelay();
  try {
    const { link } = await makeRoom(product.url);
    const alice = await enterUnseen(browser, link, 'Alice', relay);
    const bob = await enterUnseen(browser, link, 'Bob', relay);
    const people = [alice, bob];
    await Promise.all(people.map(hearing));
    for (const page of people) await openFiles(page);
    relay.setLimit(uplinkKbps);
    const without = await during([bob], () => bob.waitForTimeout(quietMs));
    await share(alice, path);
    const download = bob.getByRole('button', { name: 'Download' });
    await download.waitFor({ timeout: 120_000 });
    const beginning = await during([bob], async () => {
      await download.click();
      await bob.waitForTimeout(beginningMs);
    });
    const rest = await during([bob], () => bob.waitForTimeout(restMs));
    for (const page of people) await page.context().close();
    return { without, beginning, rest };
  } finally {
    relay.close();
  }
}

/** A voice out of a home with an uplink of 2 Mbit/s, cameras off, before a file and while one goes over the same uplink. */
export function benchNarrow({ mebibytes = 64, rounds = 3 }) {
  return withProductAndFile(mebibytes, async ({ product, browser, path }) => {
    for (let round = 1; round <= rounds; round += 1) {
      const { without, beginning, rest } = await measureOnce(browser, product, path);
      const used = (100 * rest.megabytesPerSecond * 8_000) / uplinkKbps;
      console.log(
        [
          `round ${round}`,
          `  without            ${shown(without)}`,
          `  with, first ${beginningMs / 1_000} s     ${shown(beginning)}`,
          `  with, then ${restMs / 1_000} s     ${shown(rest)}; the file took ${used.toFixed(0)} % of the uplink`,
        ].join('\n'),
      );
    }
  });
}

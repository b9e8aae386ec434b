import { makeRoom } from '../product.mjs';
import { withProductAndFile } from './product-with-file.mjs';
import { during, enter, openFiles, share, shown } from './voice.mjs';

const quietMs = 15_000;
/** The file goes at the pace that the voice leaves it: it is looked at for so long, whole or not. */
const fileMs = 45_000;

/** Two in a meeting of the real product: the voice before a file, and while one goes over the same connection. */
export function benchCall({ mebibytes = 256 }) {
  return withProductAndFile(mebibytes, async ({ product, browser, path }) => {
    const { link } = await makeRoom(product.url);
    const alice = await enter(browser, link, 'Alice');
    const bob = await enter(browser, link, 'Bob');
    const pages = [alice, bob];
    for (const page of pages)
      await page.waitForFunction(
        () => performance.getEntriesByName('parley:first-remote-frame').length > 0,
      );
    for (const page of pages) await openFiles(page);
    const quiet = await during(pages, () => alice.waitForTimeout(quietMs));
    console.log(`without  ${shown(quiet)}`);
    await share(alice, path);
    const download = bob.getByRole('button', { name: 'Download' });
    await download.waitFor({ timeout: 120_000 });
    const beside = await during(pages, async () => {
      await download.click();
      const verified = bob.getByText('Verified').first().waitFor({ timeout: 0 });
      verified.catch(() => undefined); // the page is closed before, where the file is not whole in time
      await Promise.race([verified, bob.waitForTimeout(fileMs)]);
    });
    console.log(`with     ${shown(beside)}`);
    const { seconds, megabytesPerSecond } = beside;
    console.log(
      `the file went at ${megabytesPerSecond.toFixed(1)} MB/s for ${seconds.toFixed(0)} s`,
    );
  });
}

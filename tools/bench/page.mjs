import { makeRoom, openDoor, startBrowser, startProduct } from './product.mjs';

/** Bytes over the wire of a page, headers and compressed bodies, as the browser counts them. */
async function weighing(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on(
    'Network.loadingFinished',
    ({ encodedDataLength }) => void (bytes += encodedDataLength),
  );
  return work(() => Math.round(bytes / 100) / 10);
}

/** Transferred kB with an empty cache: at sign-in, at the door, and altogether once in the meeting. */
export async function benchPage() {
  const [product, browser] = [await startProduct(), await startBrowser()];
  try {
    const { link } = await makeRoom(product.url);
    const resident = await (await browser.newContext()).newPage();
    await openDoor(resident, link, 'Resident');
    await resident.getByRole('button', { name: 'Join', exact: true }).click();

    const signIn = await (await browser.newContext()).newPage();
    await weighing(signIn, async (kilobytes) => {
      await signIn.goto(`${product.url}/sign-in`, { waitUntil: 'networkidle' });
      console.log(`sign-in     ${kilobytes()} kB`);
    });
    const guest = await (await browser.newContext()).newPage();
    await weighing(guest, async (kilobytes) => {
      await openDoor(guest, link, 'Guest');
      await guest.waitForLoadState('networkidle');
      console.log(`door        ${kilobytes()} kB`);
      await guest.getByRole('button', { name: 'Join', exact: true }).click();
      await guest.waitForFunction(
        () => performance.getEntriesByName('parley:first-remote-frame').length > 0,
      );
      for (const panel of ['People', 'Chat', 'Files'])
        await guest.getByRole('toolbar').getByRole('button', { name: panel }).click();
      console.log(`in meeting  ${kilobytes()} kB, door and all panels included`);
    });
  } finally {
    await browser.close();
    await product.stop();
  }
}

import { openDoor } from './product.mjs';

/** A page of somebody signed in by this cookie, perhaps with a script that runs before its own. */
export async function hostPage(browser, url, cookie, { script, argument } = {}) {
  const context = await browser.newContext();
  const { hostname } = new URL(url);
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name, value] = pair.split('=');
      return { name, value, domain: hostname, path: '/' };
    }),
  );
  if (script) await context.addInitScript(script, argument);
  return context.newPage();
}

/** Through the door and into the meeting. */
export async function join(page, link, name) {
  await openDoor(page, link, name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('toolbar', { name: 'Meeting controls' }).waitFor();
}

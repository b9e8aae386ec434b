import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Person } from './support/person';
import { freePort, ParleyServer } from './support/server';
import { expect, test } from './support/test';

const tool = join(import.meta.dirname, '..', 'tools', 'openid-provider.mjs');

async function startProvider(port: number, parley: ParleyServer): Promise<ChildProcess> {
  const callback = `${parley.url}/api/oidc/callback`;
  const child = spawn('node', [tool, String(port), callback], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

test('somebody signs in through a provider, whether it was away before or not', async ({
  browser,
}) => {
  const port = await freePort();
  const parley = await ParleyServer.start({
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: 'parley',
    OIDC_CLIENT_SECRET: 'a secret for trying out',
    OIDC_NAME: 'Example',
  });
  const context = await browser.newContext();
  const ines = await Person.arrives('Ines', context, parley.url);
  const { page } = ines;
  // The provider's page wants a font from elsewhere; nothing of it is ours to wait for.
  await context.route('https://**', (route) => route.abort());

  await page.goto(`${parley.url}/recordings`);
  await ines.button('Sign in with Example').click();
  await expect(page.getByRole('alert')).toContainText('cannot be reached');

  const provider = await startProvider(port, parley);
  await ines.button('Sign in with Example').click();
  await page.getByRole('link', { name: /cancel/i }).click();
  await expect(page.getByRole('alert')).toContainText('The sign-in was cancelled.');

  await ines.button('Sign in with Example').click();
  await page.getByPlaceholder('Enter any login').fill('ines');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Recordings' })).toBeVisible();

  await page.goto(`${parley.url}/account`);
  const section = page.getByRole('region', { name: 'Sign-in with Example' });
  await expect(section).toContainText('Connected since');
  // Without a password nothing else would let her in.
  await section.getByRole('button', { name: 'Disconnect Example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(section.getByRole('alert')).toContainText('Set a password first');

  await ines.button('Account menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.close();
  provider.kill();
  await parley.dispose();
});

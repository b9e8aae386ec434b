import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './support/test';

/** A platform authenticator that verifies its person by itself, as a phone does after a look. */
async function withAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

test('somebody adds a passkey, signs in with it, and deletes it', async ({ arrives, parley }) => {
  const ann = await arrives('Ann');
  const { page } = ann;
  await withAuthenticator(page);
  // WebAuthn knows no site under a number.
  const origin = parley.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${origin}/sign-up`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Ann');
  await page.getByRole('textbox', { name: 'Email' }).fill(`passkey-${Date.now()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await ann.button('Create account').click();
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();

  await page.goto(`${origin}/account`);
  const section = page.getByRole('region', { name: 'Passkeys' });
  await section.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Passkey name' }).fill('My phone');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(section.getByRole('listitem').filter({ hasText: 'My phone' })).toContainText(
    'never used',
  );

  // The same authenticator twice makes no sense, and says so.
  await section.getByRole('button', { name: 'Add a passkey' }).click();
  await dialog.getByRole('textbox', { name: 'Passkey name' }).fill('Again');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('alert')).toContainText('already');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // A browser that remembers the passkey offers it in the email field, where this authenticator answers by itself.
  await page.evaluate(() => localStorage.removeItem('parley.passkey'));
  await ann.button('Account menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await ann.button('Sign in with a passkey').click();
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();

  await page.goto(`${origin}/account`);
  await expect(section.getByRole('listitem')).toContainText('last used');
  await section.getByRole('button', { name: 'Delete My phone' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(section).toContainText('No passkey yet.');
});

test('under a number the page says where passkeys work', async ({ arrives, parley }) => {
  const ann = await arrives('Ann');
  await ann.page.goto(`${parley.url}/sign-in`);
  await ann.button('Sign in with a passkey').click();
  await expect(ann.page.getByRole('alert')).toContainText(`http://localhost:${parley.port}`);
});

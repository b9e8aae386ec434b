import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

test('a person creates an account, signs out and signs in again', async ({ arrives, parley }) => {
  const ann = await arrives('Ann');
  await ann.signsUp('ann@example.org');
  const cookies = await ann.context.cookies();

  await ann.button('Account menu').click();
  await ann.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ann.button('Sign in')).toBeVisible();

  const replayed = await fetch(`${parley.url}/api/accounts/me`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  });
  expect(replayed.status).toBe(401);

  await ann.signsIn('ann@example.org');
  await expect(ann.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
});

test('a wrong sign-in never says which part was wrong', async ({ arrives }) => {
  const ann = await arrives('Ann');
  await ann.signsUp('known@example.org');
  await ann.context.clearCookies();

  await ann.signsIn('known@example.org', 'not the password');
  const wrongPassword = await ann.page.getByRole('alert').textContent();
  await ann.signsIn('unknown@example.org', 'not the password');
  await expect(ann.page.getByRole('alert')).toHaveText(wrongPassword ?? 'missing');
});

/** A server where nobody was yet: on the one that tests share, an administrator may have come before. */
const untouched = test.extend<{ newParley: ParleyServer }>({
  newParley: async ({}, use) => {
    const server = await ParleyServer.start();
    await use(server);
    await server.dispose();
  },
});

untouched(
  'the link printed at the first start makes the administrator, once',
  async ({ arrives, newParley }) => {
    const link = /https?:\S+\/sign-up#setup=\S+/.exec(newParley.output)?.[0] ?? '';
    const admin = await arrives('Olga Operator');
    await admin.page.goto(link);
    await expect(admin.page.getByRole('textbox', { name: 'Name' })).toBeVisible();
    expect(admin.page.url()).not.toContain('setup=');
    await admin.page.getByRole('textbox', { name: 'Name' }).fill('Olga Operator');
    await admin.page.getByRole('textbox', { name: 'Email' }).fill('olga@example.org');
    await admin.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await admin.button('Create account').click();
    await expect(admin.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
    const account = await admin.page.request.get(`${newParley.url}/api/accounts/me`);
    expect(await account.json()).toMatchObject({ isAdministrator: true });

    const late = await arrives('Late');
    await late.page.goto(link);
    await late.page.getByRole('textbox', { name: 'Name' }).fill('Late');
    await late.page.getByRole('textbox', { name: 'Email' }).fill('late@example.org');
    await late.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await late.button('Create account').click();
    await expect(late.page.getByRole('alert')).toBeVisible();
  },
);

import { administrator } from './support/administrator';
import { expect, test } from './support/test';

test('an administrator invites somebody, disables them, and finds it all in the audit', async ({
  arrives,
  parley,
}) => {
  const ada = await administrator(await arrives('Ada Admin'), parley);
  await ada.page.goto(`${ada.origin}/admin`);
  await expect(ada.page.getByRole('heading', { name: 'Administration' })).toBeVisible();
  const sections = ada.page.getByRole('navigation', { name: 'Administration' });

  await ada.button('Invite').click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Email' }).fill('ben@example.org');
  await dialog.getByRole('button', { name: 'Make invitation' }).click();
  const shown = ada.page.getByRole('dialog', { name: 'Invitation link' });
  const link = await shown.getByRole('textbox', { name: 'Link' }).inputValue();
  await shown.getByRole('button', { name: 'Done' }).click();

  const ben = await arrives('Ben Guest');
  await ben.page.goto(link);
  await expect(ben.page).toHaveURL(/\/sign-up$/);
  await ben.page.getByRole('textbox', { name: 'Name' }).fill('Ben Guest');
  await ben.page.getByRole('textbox', { name: 'Email' }).fill('ben@example.org');
  await ben.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await ben.button('Create account').click();
  await expect(ben.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await ben.page.goto(`${ben.origin}/admin`);
  await expect(ben.page).toHaveURL(/\/rooms$/);

  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill('ben');
  const row = ada.page.getByRole('row', { name: 'Ben Guest' });
  await row.getByRole('button', { name: 'Actions for Ben Guest' }).click();
  await ada.page.getByRole('menuitem', { name: 'Disable account' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Disable account' }).click();
  await expect(row).toContainText('Disabled');
  await ben.page.reload();
  await expect(ben.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await sections.getByRole('link', { name: 'Audit' }).click();
  const entries = ada.page.getByRole('table', { name: 'Audit' });
  await expect(entries.getByRole('row').filter({ hasText: 'Account disabled' })).toContainText(
    'Ben Guest',
  );
  await ada.button('Verify').click();
  await expect(ada.page.getByRole('status').filter({ hasText: 'stand as' })).toBeVisible();

  await sections.getByRole('link', { name: 'Server' }).click();
  await expect(ada.page.getByText('SQLite')).toBeVisible();
});

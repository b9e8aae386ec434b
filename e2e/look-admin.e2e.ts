import { administrator } from './support/administrator';
import { goes, looks, looksThere } from './support/looks';
import { expect, test } from './support/test';

for (const { scheme, device, dark, phone } of looksThere)
  test(`administration fits and is drawn: ${scheme}, ${device}`, async ({ arrives, parley }) => {
    const ada = await administrator(await arrives('Ada Admin', { dark, phone }), parley);
    const { page } = ada;
    const shot = (name: string) => looks(ada, `${name}-${scheme}-${device}`);
    await ada.joins(await ada.makesRoom({ name: `Council ${scheme} ${device}` }));

    await goes(ada, '/admin', 'Administration');
    await ada.button('Invite').click();
    await expect(page.getByRole('dialog', { name: 'Invite somebody' })).toBeVisible();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'Email' })
      .fill('benno@example.org');
    await shot('admin-invite');
    await page.getByRole('dialog').getByRole('button', { name: 'Make invitation' }).click();
    await expect(page.getByRole('dialog', { name: 'Invitation link' })).toBeVisible();
    await shot('admin-invitation');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('list', { name: 'Invitations' })).toBeVisible();
    await shot('admin-people');
    await ada.button('Actions for Ada Admin').click();
    await expect(page.getByRole('menuitem', { name: 'Disable account' })).toBeVisible();
    await shot('admin-people-actions');
    await goes(ada, '/admin/rooms', 'Administration');
    await expect(page.getByRole('table', { name: 'Rooms' })).toBeVisible();
    await shot('admin-rooms');
    await goes(ada, '/admin/recordings', 'No recordings');
    await shot('admin-recordings-empty');
    await goes(ada, '/admin/audit', 'Administration');
    await expect(page.getByRole('table', { name: 'Audit' })).toBeVisible();
    await ada.button('Verify').click();
    await expect(page.getByRole('status').filter({ hasText: 'stand as' })).toBeVisible();
    await shot('admin-audit');
    await goes(ada, '/admin/server', 'Settings');
    await shot('admin-server');

    await goes(ada, '/rooms', 'Rooms');
    await page.getByRole('listitem').getByRole('button', { name: 'More' }).first().click();
    await page.getByRole('menuitem', { name: 'Meetings' }).click();
    await expect(page.getByRole('list', { name: 'Meetings' })).toBeVisible();
    await shot('meetings');
    await page.getByRole('list', { name: 'Meetings' }).getByRole('link').first().click();
    await expect(page.getByRole('table', { name: 'Attendance' })).toBeVisible();
    await shot('attendance');
  });

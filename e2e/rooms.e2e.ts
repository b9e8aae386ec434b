import { expect, test } from './support/test';

test('a host makes a room, copies its link, changes it and deletes it', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Board meeting', password: 'sesame' });
  expect(new URL(link).pathname).toMatch(/^\/r\/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);

  const room = hanna.page.getByRole('listitem').filter({ hasText: 'Board meeting' });
  await room.getByRole('button', { name: 'Copy link' }).click();
  expect(await hanna.page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  await room.getByRole('button', { name: 'Room settings' }).click();
  const dialog = hanna.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Room name' }).fill('Council');
  await dialog.getByRole('button', { name: /^Save/ }).click();
  const renamed = hanna.page.getByRole('listitem').filter({ hasText: 'Council' });
  await expect(renamed).toBeVisible();

  await renamed.getByRole('button', { name: 'More' }).click();
  await hanna.page.getByRole('menuitem', { name: 'Delete room' }).click();
  await hanna.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(renamed).toBeHidden();

  const guest = await arrives('Gus');
  await guest.page.goto(link);
  await expect(guest.page.getByRole('alert')).toBeVisible();
  await expect(guest.page.getByRole('button', { name: 'Join' })).toBeHidden();
});

test('an owner walks in without the password', async ({ host }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Own room', password: 'sesame' });
  await hanna.joins(link);
  expect(await hanna.peopleNames()).toEqual(['Hanna Host']);
});

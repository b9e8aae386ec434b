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

test('a room for invitations alone lets one guest in by a link of one use', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Jury' });
  await hanna.changesRoom('Jury', async (settings) => {
    await settings.getByRole('switch', { name: 'By invitation only' }).click();
    await settings.getByRole('switch', { name: 'Wait for the host' }).click();
    await settings.getByRole('textbox', { name: 'Description' }).fill('Bring your notes.');
  });
  const invitation = await hanna.invitesTo('Jury', { label: 'Ms Ito', people: 1 });
  expect(invitation).toContain(`${new URL(link).pathname}#i=`);

  const stranger = await arrives('Sam');
  await stranger.page.goto(link);
  await expect(stranger.page.getByText('By invitation only')).toBeVisible();
  await expect(stranger.page.getByText('Bring your notes.')).toBeVisible();
  await expect(stranger.page.getByRole('textbox', { name: 'Your name' })).toBeHidden();

  const ito = await arrives('Ms Ito');
  await ito.comesToTheDoor(invitation);
  // Out of the address, and so out of the history and of what is copied from there.
  expect(ito.page.url()).toBe(link);
  await ito.knocks();
  await expect(ito.page.getByRole('status', { name: 'Waiting for the host' })).toBeVisible();

  const copy = await arrives('Copy');
  await copy.comesToTheDoor(invitation);
  await copy.knocks();
  await expect(copy.page.getByRole('alert')).toContainText('does not work any more');
  await expect(copy.page.getByText('By invitation only')).toBeVisible();

  const rooms = await hanna.opensAnotherTab();
  await hanna.joins(link);
  await ito.isInTheMeeting();
  expect((await hanna.peopleNames()).sort()).toEqual(['Hanna Host', 'Ms Ito']);

  await rooms.changesRoom('Jury', (settings) =>
    settings.getByRole('switch', { name: 'Guests', exact: true }).click(),
  );
  await expect(ito.page.getByRole('alert')).toContainText('takes no guests any more', {
    timeout: 2_000,
  });
  await ito.page.goto(link);
  await expect(ito.page.getByText('For people with an account')).toBeVisible();
  await ito.page.getByRole('link', { name: 'Sign in' }).click();
  await expect(ito.page).toHaveURL(/\/sign-in\?then=/);
  expect(await hanna.peopleNames()).toEqual(['Hanna Host']);
});

import type { Locator } from '@playwright/test';
import { fileRow } from './support/files-panel';
import { goes, heading, looks, looksThere, picture } from './support/looks';
import type { Person } from './support/person';
import { expect, test } from './support/test';

async function picksInMore(person: Person, item: string): Promise<void> {
  await person.button('More').click();
  await person.page.getByRole('menuitem', { name: item }).click();
  await expect(person.page.getByRole('dialog', { name: item })).toBeVisible();
}

async function closesDialog({ page }: Person): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** In the bar, or in its menu on a phone. */
async function record(person: Person, phone: boolean, what: string): Promise<void> {
  if (phone) await person.button('More').click();
  await (phone ? person.page.getByRole('menuitem', { name: what }) : person.button(what)).click();
}

async function sharesFiles(person: Person, ...names: readonly string[]): Promise<void> {
  await person.opensPanel('Files');
  const chooser = person.page.waitForEvent('filechooser');
  await person.files.getByRole('button', { name: 'Share files' }).click();
  const mimeType = 'application/octet-stream';
  const files = names.map((name) => ({ name, mimeType, buffer: Buffer.alloc(300_000, name) }));
  await (await chooser).setFiles(files);
}

/** A panel that is the whole screen of a phone: no key leads behind it, and what opened it has the focus afterwards. */
async function holdsFocus({ page }: Person, panel: Locator, opener: Locator): Promise<void> {
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    await expect(page.locator('main :focus, [role=toolbar] :focus')).toHaveCount(0);
  }
  await panel.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(opener).toBeFocused();
}

/** The files room on a low screen: its panels scroll, and not the page. */
async function showsFilesRoom({ page, files }: Person, link: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 480 });
  await page.goto(`${link}?view=files`);
  await expect(files.getByRole('listitem').first()).toBeVisible();
  expect(
    await files.evaluate((panel) => panel.getBoundingClientRect().bottom - innerHeight),
  ).toBeLessThan(0);
}

for (const { scheme, device, dark, phone } of looksThere) {
  const named = (name: string) => `${name}-${scheme}-${device}`;

  test(`pages fit and are drawn: ${scheme}, ${device}`, async ({ arrives }) => {
    const person = await arrives('Hanna Host', { dark, phone });
    const shot = (name: string) => looks(person, named(name));
    await goes(person, '/sign-in', 'Sign in');
    await shot('sign-in');
    await goes(person, '/forgot-password', 'Forgot your password?');
    await expect(person.page.getByRole('status')).toBeVisible();
    await shot('forgot-password');
    await goes(person, `/reset-password#token=${'A'.repeat(43)}`, 'Choose a new password');
    await shot('reset-password');
    await goes(person, '/sign-up', 'Create');
    await person.button('Create account').click();
    await shot('sign-up-wrong');
    await goes(person, '/check', 'Check');
    await shot('check');
    await goes(person, '/direct', 'Send files without a room');
    await shot('direct');
    await person.button('Make a code').click();
    await expect(person.button('Copy code')).toBeFocused();
    await shot('direct-code');
    await person.signsUp(`look-${scheme}-${device}@example.org`);
    await shot('rooms-empty');
    await person.button('New room').first().click();
    await expect(person.page.getByRole('dialog', { name: 'New room' })).toBeVisible();
    await shot('new-room');
    await closesDialog(person);
    await person.makesRoom({ name: 'Weekly lesson', lobby: true });
    await person.makesRoom({ name: 'Board meeting', password: 'sesame' });
    await shot('rooms');
    await person.button('Room settings').first().click();
    await expect(person.page.getByRole('dialog')).toBeVisible();
    await shot('room-settings');
    await person.page.getByRole('switch', { name: 'Guests' }).scrollIntoViewIfNeeded();
    await shot('room-settings-entrance');
    await person.page.getByRole('heading', { name: 'Moderators' }).scrollIntoViewIfNeeded();
    await shot('room-settings-moderators');
    await closesDialog(person);
    await person.invitesTo('Board meeting', { label: 'Press', people: 20 });
    await person.opensInvitations('Board meeting');
    await shot('invite');
    await person.page.getByRole('button', { name: /^Download calendar/ }).scrollIntoViewIfNeeded();
    await shot('invite-calendar');
    await closesDialog(person);
    await goes(person, '/recordings', 'Recordings');
    await shot('recordings-empty');
    await goes(person, '/account', 'Account');
    await person.button('Account menu').click();
    await expect(person.page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    await shot('account');
    await person.page.keyboard.press('Escape');
    await person.button('Change picture').click();
    await expect(person.page.getByRole('dialog', { name: 'Your picture' })).toBeVisible();
    await shot('account-picture');
    await closesDialog(person);
    await person.button('Delete account').click();
    await expect(person.page.getByRole('dialog', { name: 'Delete your account?' })).toBeVisible();
    await shot('account-deletion');
    await closesDialog(person);
    await goes(person, '/nowhere', 'Page not found');
    await shot('not-found');
  });

  test(`doors that are shut are drawn: ${scheme}, ${device}`, async ({ host, arrives }) => {
    const hanna = await host();
    const link = await hanna.makesRoom({ name: 'Open day' });
    const change = (body: object) =>
      hanna.page.evaluate(
        async ({ path, text }) => {
          const headers = { 'content-type': 'application/json' };
          await fetch(path, { method: 'PATCH', headers, body: text });
        },
        { path: `/api/rooms/${link.split('/').at(-1) ?? ''}`, text: JSON.stringify(body) },
      );
    const guest = await arrives('Gus', { dark, phone });
    const door = async (body: object, words: string, name: string) => {
      await change(body);
      await guest.page.goto(link);
      await expect(guest.page.getByText(words)).toBeVisible();
      await looks(guest, named(name));
    };
    const description = 'Bring your questions.\nThe tour starts at the main entrance.';
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    await door(
      { description, waitsForHost: true },
      'The host is not here yet',
      'door-host-missing',
    );
    await guest.knocks();
    await expect(guest.page.getByRole('status', { name: 'Waiting for the host' })).toBeVisible();
    await looks(guest, named('waiting-for-host'));
    await guest.button('Stop waiting').click();
    await expect(guest.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await door({ onlyInvited: true }, 'By invitation only', 'door-invited-only');
    await door({ opensAt: at(95) }, 'Keep this page open', 'door-not-open');
    await door({ opensAt: at(-95), closesAt: at(-5) }, 'This room is closed', 'door-closed');
    await door({ allowsGuests: false }, 'For people with an account', 'door-no-guests');
  });

  test(`a meeting of one is drawn, and its recording: ${scheme}, ${device}`, async ({
    arrives,
  }) => {
    const person = await arrives('Hanna Host', { dark, phone });
    const shot = (name: string) => looks(person, named(name));
    await person.signsUp(`look-${scheme}-${device}-meeting@example.org`);
    const link = await person.makesRoom({ name: 'Board meeting' });
    await person.comesToTheDoor(link);
    await expect
      .poll(() =>
        person.page
          .getByLabel('Camera preview')
          .evaluate((video: HTMLVideoElement) => video.videoWidth),
      )
      .toBeGreaterThan(0);
    await shot('door');
    await person.knocks();
    await person.isInTheMeeting();
    await expect(person.page.getByText('You are the only one here').first()).toBeVisible();
    await person.sees('Hanna Host (you)');
    await shot('alone');
    await picksInMore(person, 'Settings');
    await shot('settings');
    await closesDialog(person);
    await picksInMore(person, 'Statistics');
    await shot('statistics');
    await closesDialog(person);
    await record(person, phone, 'Start recording');
    const badge = person.page.getByRole('status').filter({ hasText: 'Recording' });
    await expect(badge).toContainText(/00:0[2-9]/);
    await shot('recording');
    await record(person, phone, 'Stop recording');
    await expect
      .poll(() =>
        person.page.evaluate(() => performance.getEntriesByName('parley:recording-safe').length),
      )
      .toBeGreaterThan(0);
    await person.leaves();
    await shot('left');
    await goes(person, '/recordings', 'Recordings');
    const row = person.page.getByRole('row').filter({ hasText: 'Board meeting' });
    await expect(row).toContainText('Ready');
    await shot('recordings');
    await person.page.getByRole('checkbox', { name: 'Select Board meeting' }).check();
    await shot('recordings-selected');
    await row.getByRole('link', { name: 'Play' }).click();
    await expect(person.page.locator('video')).toBeVisible();
    await shot('recording-page');
    await person.button('Share').click();
    const dialog = person.page.getByRole('dialog', { name: 'Share “Board meeting”' });
    await dialog.getByRole('textbox', { name: 'For whom' }).fill('Press');
    await shot('share-recording');
    await dialog.getByRole('button', { name: 'Make link' }).click();
    await dialog.getByRole('button', { name: 'Copy link: Press' }).click();
    await shot('share-recording-made');
    await person.page.goto(await person.page.evaluate(() => navigator.clipboard.readText()));
    await expect(person.page.locator('video')).toBeVisible();
    await shot('shared-recording');
    await goes(person, `/shared/${'A'.repeat(43)}`, 'This link does not work');
    await shot('shared-recording-gone');
  });
}

test('what stands between a guest and a meeting is drawn', async ({ host, arrives }) => {
  const hanna = await host();
  const secret = await hanna.makesRoom({ name: 'Board meeting', password: 'sesame' });
  const lobby = await hanna.makesRoom({ name: 'Weekly lesson', lobby: true });
  const ann = await arrives('Ann', { dark: true });
  const bob = await arrives('Bob', { phone: true });
  for (const guest of [ann, bob]) {
    const device = guest === ann ? 'dark-wide' : 'light-phone';
    const shot = (name: string) => looks(guest, `${name}-${device}`);
    await guest.comesToTheDoor(secret);
    await guest.knocks({ password: 'wrong' });
    await expect(guest.page.getByRole('alert')).toContainText(/password/i);
    await shot('door-refused');
    await guest.page.goto(`${guest.origin}/r/abcd-efgh-jkmn`);
    await expect(guest.page.getByRole('alert')).toBeVisible();
    await shot('door-unknown');
    await guest.comesToTheDoor(lobby);
    await guest.knocks();
    await expect(guest.page.getByText('Waiting for a moderator')).toBeVisible();
    await shot('waiting');
  }
  await hanna.joins(lobby);
  await hanna.opensPanel('People');
  await expect(hanna.button('Deny Bob')).toBeVisible();
  await looks(hanna, 'people-waiting');
  await hanna.button('Deny Bob').click();
  await expect(bob.page.getByRole('alert')).toBeVisible();
  await looks(bob, 'denied-light-phone');
  await hanna.button('Admit Ann').click();
  await ann.isInTheMeeting();
  await hanna.removes('Ann');
  await expect(heading(ann, 'You were removed from the meeting')).toBeVisible();
  await looks(ann, 'removed-dark-wide');
  await hanna.endsTheMeeting();
  await expect(heading(hanna, 'The meeting has ended')).toBeVisible();
  await looks(hanna, 'ended-light-wide');
});

test('a meeting of four, its panels and a shared screen are drawn', async ({ host, arrives }) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Board meeting' });
  await hanna.joins(link);
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  const cid = await arrives('Cid Campeador de la Frontera y Vivar', { phone: true });
  for (const person of [ann, bob, cid]) await person.joins(link);
  for (const name of ['Ann', 'Bob']) await hanna.sees(name);
  await ann.button('Mute').click();
  await bob.button('Raise hand').click();
  await hanna.opensPanel('People');
  await expect(hanna.tile('Bob')).toContainText('hand raised');
  await looks(hanna, 'meeting');
  await cid.sees('Ann');
  await looks(cid, 'meeting-phone');
  await bob.says('The figures are in the plan.');
  await hanna.readsInChat('The figures are in the plan.');
  await looks(hanna, 'chat');
  await cid.readsInChat('The figures are in the plan.');
  await looks(cid, 'chat-phone');
  await holdsFocus(cid, cid.chat, cid.button('Chat'));
  await bob.button('Share screen').click();
  await hanna.sees('Bob (screen)');
  await hanna.opensPanel('Files');
  await looks(hanna, 'files-empty');
  await sharesFiles(ann, 'site-plan.dwg', 'invoice for the board, second quarter.pdf.exe');
  const plan = fileRow(hanna.files, 'site-plan.dwg');
  await plan.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(plan.getByText('Verified')).toBeVisible();
  await looks(hanna, 'screen-share');
  await expect(ann.files.getByText('1 of 3 have it')).toBeVisible();
  await looks(ann, 'files-own');
  await cid.opensPanel('Chat');
  await expect(cid.chat.getByText('Ann shared a file')).toHaveCount(2);
  await looks(cid, 'chat-files-phone');
  await cid.button('Close').click();
  await looks(cid, 'screen-share-phone');
  await hanna.tile('Bob (screen)').getByRole('button', { name: 'Zoom in' }).click();
  await expect(hanna.tile('Bob (screen)')).toContainText('Zoom 150 %');
  await looks(hanna, 'screen-zoomed');
  await showsFilesRoom(ann, link);
  await looks(ann, 'files-room');
  await hanna.leaves();
  await picture(hanna, 'after');
});

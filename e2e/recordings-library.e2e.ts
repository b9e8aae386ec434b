import type { Person } from './support/person';
import { expect, test } from './support/test';

/** A meeting of one with a word in its chat, recorded for some seconds; ends at the library. */
async function recordsAMeeting(person: Person, name: string): Promise<void> {
  const { page } = person;
  await person.joins(await person.makesRoom({ name }));
  await person.button('Start recording').click();
  const badge = page.getByRole('status').filter({ hasText: 'Recording' });
  await expect(badge).toContainText(/00:0[1-9]/);
  await person.says('The figures are in the plan.');
  await expect(badge).toContainText(/00:0[3-9]/);
  await person.button('Stop recording').click();
  const marks = () => performance.getEntriesByName('parley:recording-safe').length;
  await expect.poll(() => page.evaluate(marks)).toBeGreaterThan(0);
  await page.goto(`${person.origin}/recordings`);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Ready');
}

/** Makes a link in the dialog `Share` and gives it, as it was copied. */
async function sharesIt({ page }: Person, label: string, password: string): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: /^Share/ });
  await dialog.getByRole('textbox', { name: 'For whom' }).fill(label);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await dialog.getByRole('button', { name: `Copy link: ${label}` }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a recording is watched with its chat, shared by a link that is revoked, deleted and taken back', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const { page } = hanna;
  await recordsAMeeting(hanna, 'Figures');
  await page.getByRole('link', { name: 'Play' }).click();
  await page.getByRole('tab', { name: 'Chat' }).click();
  await page.getByRole('button', { name: /The figures are in the plan/ }).click();
  const seconds = () =>
    page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(seconds).toBeGreaterThan(0.5);
  await page.keyboard.press('j');
  await expect.poll(seconds).toBe(0);

  const link = await sharesIt(hanna, 'Press', 'sesame');
  const ann = await arrives('Ann');
  await ann.page.goto(link);
  await ann.page.getByLabel('Password').fill('sesame');
  await ann.button('Watch').click();
  await expect(ann.page.getByRole('heading', { name: 'Figures' })).toBeVisible();
  await ann.button('Play').click();
  await expect(ann.button('Pause')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke Press' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).last().click();
  await expect(page.getByRole('button', { name: 'Revoke Press' })).toHaveCount(0);
  await ann.page.reload();
  await expect(ann.page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();

  await page.getByRole('button', { name: 'Close' }).click();
  await hanna.button('Delete').click();
  await expect(page.getByText('Nothing recorded yet')).toBeVisible();
  await hanna.button('Undo').click();
  await expect(page.getByRole('row').filter({ hasText: 'Figures' })).toContainText('Ready');
});

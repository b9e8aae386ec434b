import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test';

test('an owner reads who was there, and keeps it as a table', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Board meeting' });
  const gus = await arrives('Gus');
  await gus.joins(link);
  await gus.leaves();

  await hanna.page.goto(`${hanna.origin}/rooms`);
  const room = hanna.page.getByRole('listitem').filter({ hasText: 'Board meeting' });
  await room.getByRole('button', { name: 'More' }).click();
  await hanna.page.getByRole('menuitem', { name: 'Meetings' }).click();
  await expect(hanna.page.getByRole('heading', { name: 'Meetings' })).toBeVisible();
  const meetings = hanna.page.getByRole('list', { name: 'Meetings' });
  await meetings.getByRole('link', { name: /1 person/ }).click();
  await expect(hanna.page.getByRole('heading', { name: 'Attendance' })).toBeVisible();
  const row = hanna.page.getByRole('table', { name: 'Attendance' }).getByRole('row', {
    name: /Gus/,
  });
  await expect(row).toContainText('Guest');

  const downloading = hanna.page.waitForEvent('download');
  await hanna.page.getByRole('link', { name: 'Download CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^Board meeting .*\.csv$/);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^\uFEFFName,Role[^]*Gus,/);
});

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from '@playwright/test';
import { ForeignSite } from './support/foreign-site';
import { Person } from './support/person';
import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

type Place = Page | FrameLocator;
const filesIn = (place: Place) => place.getByRole('region', { name: 'Files' });

async function shares(page: Page, place: Place, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await filesIn(place).getByRole('button', { name: 'Share files' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function takes(page: Page, place: Place, name: string): Promise<Buffer> {
  const row = filesIn(place).getByRole('listitem').filter({ hasText: name });
  await row.getByRole('button', { name: 'Download' }).click();
  // A file gives way to voices, which takes its time where both share two cores.
  await expect(row.getByText('Verified')).toBeVisible({ timeout: 60_000 });
  const saving = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Save', exact: true }).click();
  return readFile(await (await saving).path());
}

test('a site that is named shows a files room, whose guest exchanges files with those outside', async ({
  browser,
}) => {
  const site = await ForeignSite.start();
  const server = await ParleyServer.start({ EMBED_ORIGINS: site.otherSiteUrl });
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  const hanna = await Person.arrives('Hanna Host', contexts[0], server.url);
  await hanna.signsUp('hanna@example.org');
  const link = await hanna.makesRoom({ name: 'Desk' });
  await hanna.joins(link);

  const room = new URL(link).pathname.slice('/r/'.length);
  site.page = `<!doctype html><title>Intranet</title><h1>Ask the desk</h1>
    <script src="${server.url}/embed.js" data-room="${room}" data-view="files" data-title="Desk"></script>
    <iframe src="${server.url}/rooms" title="framed"></iframe>`;
  const page = await contexts[1].newPage();
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no device is wanted'));
  });
  await page.goto(`${site.otherSiteUrl}/page`);
  const frame = page.frameLocator('iframe[title=Desk]');
  await frame.getByRole('textbox', { name: 'Your name' }).fill('Gus');
  await expect(frame.getByRole('heading', { name: 'Desk' })).toBeVisible();
  await expect(frame.getByLabel('Camera preview')).toHaveCount(0);
  await expect(frame.getByRole('button', { name: 'Mute' })).toHaveCount(0);
  await frame.getByRole('button', { name: 'Join' }).click();
  await expect(filesIn(frame)).toBeVisible();
  // Third-party frames get no cookies: the seat alone is who Gus is.
  expect(await contexts[1].cookies()).toEqual([]);
  expect(await hanna.peopleNames()).toEqual(['Hanna Host', 'Gus']);

  const [form, answer] = [randomBytes(900_000), randomBytes(400_000)];
  await shares(page, frame, 'form.bin', form);
  await hanna.opensPanel('Files');
  expect((await takes(hanna.page, hanna.page, 'form.bin')).equals(form)).toBe(true);
  await shares(hanna.page, hanna.page, 'answer.bin', answer);
  expect((await takes(page, frame, 'answer.bin')).equals(answer)).toBe(true);

  await expect(
    page.frameLocator('iframe[title=framed]').getByRole('heading', { name: /Rooms|Sign in/ }),
  ).toHaveCount(0);
  site.stop();
  for (const context of contexts) await context.close();
  await server.dispose();
});

import { randomBytes } from 'node:crypto';
import type { FrameLocator, Page } from '@playwright/test';
import { sharesIn, takesFrom } from './support/files-panel';
import { ForeignSite } from './support/foreign-site';
import { Person } from './support/person';
import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

type Place = Page | FrameLocator;
const filesIn = (place: Place) => place.getByRole('region', { name: 'Files' });

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
  await sharesIn(page, filesIn(frame), 'form.bin', form);
  await hanna.opensPanel('Files');
  const taken = await takesFrom(hanna.page, hanna.files, 'form.bin');
  expect(taken.bytes.equals(form)).toBe(true);
  await sharesIn(hanna.page, hanna.files, 'answer.bin', answer);
  const returned = await takesFrom(page, filesIn(frame), 'answer.bin');
  expect(returned.bytes.equals(answer)).toBe(true);

  await expect(
    page.frameLocator('iframe[title=framed]').getByRole('heading', { name: /Rooms|Sign in/ }),
  ).toHaveCount(0);
  site.stop();
  for (const context of contexts) await context.close();
  await server.dispose();
});

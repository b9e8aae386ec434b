import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256, sharesIn, takesFrom } from './support/files-panel';
import { type FirefoxPerson, test } from './support/firefox';
import { speaksWithoutPause } from './support/long-tone';
import { received } from './support/peer-watch';
import {
  givesPaintingsToShare,
  isPaint,
  isSecondPaint,
  paint,
  takePaintOff,
} from './support/painted-page';
import type { Person } from './support/person';
import { expect } from './support/test';

/** From the click on Join to the first remote picture, by the page's own marks. */
const firstPictureMs = () => {
  const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
  return Math.round(at('parley:first-remote-frame') - at('parley:join-clicked'));
};

async function hearEachOther(firefox: FirefoxPerson, chromium: Person): Promise<void> {
  await expect.poll(async () => (await firefox.received()).audioEnergy).toBeGreaterThan(0);
  await expect.poll(async () => (await received(chromium.page)).audioEnergy).toBeGreaterThan(0);
}

/** Firefox without a window has no screen to capture: Chromium shares, Firefox looks. */
async function sharesAScreenWith(sharer: Person, viewer: FirefoxPerson): Promise<void> {
  await paint(sharer.page);
  await sharer.button('Share screen').click();
  await viewer.sees(`${sharer.name} (screen)`);
  const colour = async () => (await viewer.colourOf(`${sharer.name} (screen)`)) ?? [];
  await expect.poll(async () => isPaint(await colour())).toBe(true);
  await takePaintOff(sharer.page);
  await viewer.sees(sharer.name);
  await sharer.button('Stop sharing').click();
  await viewer.seesNoPictureOf(`${sharer.name} (screen)`);
}

/** The second screen is a renegotiation, which Firefox has to answer. */
async function sharesTwoScreensWith(sharer: Person, viewer: FirefoxPerson): Promise<void> {
  await givesPaintingsToShare(sharer.page);
  await sharer.button('Share screen').click();
  await viewer.sees(`${sharer.name} (screen)`);
  await sharer.button('More').click();
  await sharer.page.getByRole('menuitem', { name: 'Share another screen' }).click();
  const second = `${sharer.name} (screen 2)`;
  await viewer.sees(second);
  await expect.poll(async () => isSecondPaint((await viewer.colourOf(second)) ?? [])).toBe(true);
  await viewer.sees(`${sharer.name} (screen)`);
  await sharer.tile(second).getByRole('button', { name: 'Stop this screen' }).click();
  await viewer.seesNoPictureOf(second);
  await sharer.button('Stop sharing').click();
  await viewer.seesNoPictureOf(`${sharer.name} (screen)`);
}

async function sharesAFile(sharer: Person, name: string, bytes: Buffer): Promise<void> {
  await sharer.opensPanel('Files');
  await sharesIn(sharer.page, sharer.files, name, bytes);
}

async function takesAFile(taker: Person, name: string): Promise<Buffer> {
  await taker.opensPanel('Files');
  return (await takesFrom(taker.page, taker.files, name)).bytes;
}

/** Both files are checked by the hash that the page shows and by the bytes that were saved. */
async function exchangeFiles(firefox: FirefoxPerson, chromium: Person, path: string) {
  const [plan, notes] = [randomBytes(700_000), randomBytes(600_000)];
  await sharesAFile(chromium, 'site-plan.dwg', plan);
  const taken = await firefox.takes('site-plan.dwg');
  expect(taken.shown).toBe(sha256(plan));
  expect(sha256(taken.bytes)).toBe(sha256(plan));

  await writeFile(path, notes);
  await firefox.shares(path);
  expect(sha256(await takesAFile(chromium, basename(path)))).toBe(sha256(notes));
}

test('Firefox joins Chromium and Chromium joins Firefox: picture, voice, screens, chat, files', async ({
  host,
  arrives,
  arrivesWithFirefox,
}, testInfo) => {
  test.slow(); // a second browser starts from nothing
  const [felix, hanna] = await Promise.all([arrivesWithFirefox('Felix'), host()]);
  const link = await hanna.makesRoom({ name: 'Two browsers' });
  await speaksWithoutPause(hanna.context);
  await hanna.joins(link);
  // Whoever comes later makes the offer: Firefox to Hanna, then Chromium to Firefox.
  await felix.joins(link);
  await Promise.all([felix.sees('Hanna Host'), hanna.sees('Felix')]);
  await hearEachOther(felix, hanna);
  await expect(hanna.tile('Felix')).toContainText('speaking');
  await felix.marksAsSpeaking('Hanna Host');
  const carl = await arrives('Carl');
  await carl.joins(link);
  await Promise.all([felix.sees('Carl'), carl.sees('Felix')]);
  const ms = [await felix.page.evaluate(firstPictureMs), await carl.page.evaluate(firstPictureMs)];
  testInfo.annotations.push({ type: 'first picture, ms', description: ms.join(', ') });
  await carl.leaves();

  await felix.presses('Mute');
  await expect(hanna.tile('Felix')).toContainText('muted');
  await felix.presses('Stop camera');
  await expect(hanna.tile('Felix').locator('video')).toHaveCount(0);
  await felix.presses('Start camera');
  await hanna.sees('Felix');

  await sharesAScreenWith(hanna, felix);
  await sharesTwoScreensWith(hanna, felix);
  await felix.says('Bonjour from Firefox');
  await hanna.readsInChat('Bonjour from Firefox');
  await hanna.says('Hello from Chromium');
  await felix.readsInChat('Hello from Chromium');
  // Two cores make two pictures in two browsers with little to spare, and files leave what there is to them.
  await felix.presses('Stop camera');
  await hanna.button('Stop camera').click();
  await exchangeFiles(felix, hanna, testInfo.outputPath('notes.bin'));
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from './support/person';
import { expect, test } from './support/test';

/** Where the pictures go: `docs/images` when they are made for the documents. */
const folder =
  process.env['PARLEY_SCREENSHOTS'] ?? join(import.meta.dirname, '../test-results/look');
mkdirSync(folder, { recursive: true });

const picture = (person: Person, name: string) =>
  person.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });

/** Nothing sticks out sideways, and everything that can be pressed is large enough to be pressed. */
async function fits(person: Person): Promise<void> {
  const { overflow, small } = await person.page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('button, a[href], input, select')]
      .filter((element) => element.checkVisibility() && !element.closest('.cdk-visually-hidden'))
      .map((element) => ({
        name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
        box: element.getBoundingClientRect(),
        display: getComputedStyle(element).display,
      }))
      .filter(({ box, display }) => display !== 'inline' && box.height > 0 && box.height < 24)
      .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
  }));
  expect(overflow).toBeLessThanOrEqual(0);
  expect(small).toEqual([]);
}

for (const { scheme, dark } of [
  { scheme: 'light', dark: false },
  { scheme: 'dark', dark: true },
])
  for (const { device, phone } of [
    { device: 'wide', phone: false },
    { device: 'phone', phone: true },
  ])
    test(`pages fit and are drawn: ${scheme}, ${device}`, async ({ arrives }) => {
      const person = await arrives('Hanna Host', { dark, phone });
      const shot = (name: string) => picture(person, `${name}-${scheme}-${device}`);
      await person.page.goto(`${person.origin}/sign-in`);
      await expect(person.button('Sign in')).toBeVisible();
      await fits(person);
      await shot('sign-in');
      await person.signsUp(`look-${scheme}-${device}@example.org`);
      await shot('rooms-empty');
      await person.makesRoom({ name: 'Weekly lesson', lobby: true });
      const link = await person.makesRoom({ name: 'Board meeting', password: 'sesame' });
      await fits(person);
      await shot('rooms');
      await person.page.goto(`${person.origin}/recordings`);
      await expect(person.page.getByRole('heading', { name: 'Recordings' })).toBeVisible();
      await fits(person);
      await shot('recordings-empty');
      await person.comesToTheDoor(link);
      await expect
        .poll(() =>
          person.page
            .getByLabel('Camera preview')
            .evaluate((video: HTMLVideoElement) => video.videoWidth),
        )
        .toBeGreaterThan(0);
      await fits(person);
      await shot('door');
      await person.knocks();
      await person.isInTheMeeting();
      await expect(person.page.getByText('You are the only one here').first()).toBeVisible();
      await fits(person);
      await shot('alone');
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
  await fits(hanna);
  await picture(hanna, 'meeting');
  await cid.sees('Ann');
  await fits(cid);
  await picture(cid, 'meeting-phone');
  await bob.says('The figures are in the plan.');
  await hanna.readsInChat('The figures are in the plan.');
  await picture(hanna, 'chat');
  await bob.button('Share screen').click();
  await hanna.sees('Bob (screen)');
  await hanna.opensPanel('Files');
  await picture(hanna, 'screen-share');
  await picture(cid, 'screen-share-phone');
  await hanna.leaves();
  await picture(hanna, 'after');
});

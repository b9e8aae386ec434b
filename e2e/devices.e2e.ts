import { received } from './support/peer-watch';
import { Person } from './support/person';
import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

/** How wide the picture is that one person really receives of another. */
const widthOf = (person: Person, tile: string): Promise<number> =>
  person
    .tile(tile)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.videoWidth);

async function choosesSize(person: Person, size: string): Promise<void> {
  await person.button('More').click();
  await person.page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
  const settings = person.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Camera size').selectOption(size);
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect(settings).toBeHidden();
}

test('another camera size is in force at once, is what others receive, and sticks', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Sizes' });
  // Alone at first: pages of one browser share a camera, and with it the size that it was opened with.
  await hanna.joins(link);
  await choosesSize(hanna, 'HD, 1280×720');
  await expect.poll(() => widthOf(hanna, 'Hanna Host (you)')).toBe(1280);
  await choosesSize(hanna, 'QVGA, 320×240');
  await expect.poll(() => widthOf(hanna, 'Hanna Host (you)')).toBe(320);
  const ann = await arrives('Ann');
  await ann.joins(link);
  await ann.sees('Hanna Host');
  // Less than that where the link or the machine carries less: never more.
  expect(await widthOf(ann, 'Hanna Host')).toBeLessThanOrEqual(320);
  await hanna.page.reload();
  await hanna.isInTheMeeting();
  await expect.poll(() => widthOf(hanna, 'Hanna Host (you)')).toBe(320);
});

test('Space held while muted speaks, and only so long', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Hold to talk' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.button('Mute').click();
  await expect(hanna.tile('Ann')).toContainText('muted');
  await ann.page.keyboard.down('Space');
  await expect(ann.button('Mute')).toBeVisible();
  await expect(hanna.tile('Ann')).not.toContainText('muted');
  const before = (await received(hanna.page)).audioEnergy;
  await expect.poll(async () => (await received(hanna.page)).audioEnergy).toBeGreaterThan(before);
  await ann.page.keyboard.up('Space');
  await expect(ann.button('Unmute')).toBeVisible();
  await expect(hanna.tile('Ann')).toContainText('muted');

  await ann.opensPanel('Chat');
  await ann.chat.getByRole('textbox', { name: 'Message' }).focus();
  await ann.page.keyboard.press('Space');
  await expect(ann.chat.getByRole('textbox', { name: 'Message' })).toHaveValue(' ');
  await expect(ann.button('Unmute')).toBeVisible();
});

test('whoever talks while muted is told, and speaks with one click', async ({ host }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Beeps' });
  await hanna.comesToTheDoor(link);
  // What the door heard of the beeping device is what the notice will hear.
  await expect(hanna.page.getByRole('meter', { name: 'Microphone level' })).toBeVisible();
  await hanna.knocks();
  await hanna.isInTheMeeting();
  await hanna.button('Mute').click();
  await expect(hanna.page.getByText('You are muted', { exact: true })).toBeVisible();
  await hanna.button('Turn microphone on').click();
  await expect(hanna.button('Mute')).toBeVisible();
});

test('a voice and a shared screen have a volume each, by mouse and by keys', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Two volumes' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  const volumes = () =>
    ann.page
      .locator('audio')
      .evaluateAll((elements) =>
        elements.map((element) => (element instanceof HTMLAudioElement ? element.volume : null)),
      );
  await expect.poll(volumes).toEqual([1, 1]);
  await ann.tile('Hanna Host').hover();
  await ann.button('Volume of Hanna Host').click();
  await ann.page.getByRole('slider', { name: 'How loud Hanna Host is', exact: true }).fill('25');
  await expect.poll(volumes).toEqual([0.25, 1]);
  await ann.page.keyboard.press('Escape');
  await expect(ann.button('Volume of Hanna Host')).toBeFocused();

  await ann.button('Volume of Hanna Host (screen)').focus();
  await ann.page.keyboard.press('Enter');
  const slider = ann.page.getByRole('slider', { name: 'How loud Hanna Host (screen) is' });
  await expect(slider).toBeVisible();
  await ann.page.keyboard.press('Shift+Tab');
  await expect(slider).toBeFocused();
  for (let step = 0; step < 10; step += 1) await ann.page.keyboard.press('ArrowLeft');
  await expect.poll(volumes).toEqual([0.25, 0.5]);
  await expect(hanna.page.getByRole('button', { name: /^Volume of/ })).toHaveCount(1);
});

test('an operator sets the size of the cameras, and people choose within it', async ({
  browser,
}) => {
  const server = await ParleyServer.start({ CAMERA_SIZE: 'qvga', CAMERA_SIZE_MAX: 'vga' });
  const context = await browser.newContext();
  try {
    const hanna = await Person.arrives('Hanna Host', context, server.url);
    await hanna.signsUp('hanna@example.org');
    await hanna.comesToTheDoor(await hanna.makesRoom({ name: 'Narrow line' }));
    const preview = hanna.page.getByLabel('Camera preview');
    const width = () => preview.evaluate((video: HTMLVideoElement) => video.videoWidth);
    await expect.poll(width).toBe(320);
    await hanna.button('Device settings').click();
    const sizes = hanna.page.getByLabel('Camera size');
    await expect(sizes.getByRole('option')).toHaveText(['QVGA, 320×240', 'VGA, 640×480']);
    await sizes.selectOption('VGA, 640×480');
    await expect.poll(width).toBe(640);
  } finally {
    await context.close();
    await server.dispose();
  }
});

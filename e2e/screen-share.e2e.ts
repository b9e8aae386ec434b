import {
  givesPaintingsToShare,
  isPaint,
  isSecondPaint,
  paint,
  takePaintOff,
} from './support/painted-page';
import { expect, test } from './support/test';
import type { Person } from './support/person';

/** The colour in the middle of a received picture, as [red, green, blue]. */
const colourOf = (person: Person, tile: string): Promise<number[]> =>
  person
    .tile(tile)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1, 1];
      const context = canvas.getContext('2d');
      const [x, y] = [video.videoWidth / 2, video.videoHeight / 2];
      context?.drawImage(video, x, y, 1, 1, 0, 0, 1, 1);
      return Array.from(context?.getImageData(0, 0, 1, 1).data ?? []).slice(0, 3);
    });

test('a shared screen takes the stage with what is really on it, and the camera stays', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Slides' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.sees('Hanna Host');
  await paint(hanna.page);
  await hanna.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  await expect.poll(async () => isPaint(await colourOf(ann, 'Hanna Host (screen)'))).toBe(true);
  await takePaintOff(hanna.page);
  await ann.sees('Hanna Host');
  const [screen, camera] = [
    await ann.tile('Hanna Host (screen)').boundingBox(),
    await ann.tile('Hanna Host').boundingBox(),
  ];
  expect(screen?.width ?? 0).toBeGreaterThan((camera?.width ?? 0) * 2);

  await hanna.button('Stop sharing').click();
  await expect(ann.tile('Hanna Host (screen)')).toHaveCount(0);
  await ann.sees('Hanna Host');
});

test('two people share at once, and the browser ending a share is noticed', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Two screens' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  // The browser's own stop bar ends the track: kept here so that the test can end it in the same way.
  await ann.page.evaluate(() => {
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await ask(options);
      Object.assign(window, { sharedTrack: stream.getVideoTracks()[0] });
      return stream;
    };
  });
  await hanna.button('Share screen').click();
  await ann.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  await hanna.sees('Ann (screen)');
  await ann.page.evaluate(() => {
    const { sharedTrack } = window as unknown as { sharedTrack: MediaStreamTrack };
    sharedTrack.stop();
    sharedTrack.dispatchEvent(new Event('ended'));
  });
  await expect(hanna.tile('Ann (screen)')).toHaveCount(0);
  await expect(ann.button('Share screen')).toBeVisible();
  await ann.sees('Hanna Host (screen)');
});

test('one person shares two screens, each to be seen and stopped by itself', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Both screens' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await givesPaintingsToShare(hanna.page);
  await hanna.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  await hanna.button('More').click();
  await hanna.page.getByRole('menuitem', { name: 'Share another screen' }).click();
  await ann.sees('Hanna Host (screen 2)');
  await expect.poll(async () => isPaint(await colourOf(ann, 'Hanna Host (screen)'))).toBe(true);
  expect(isSecondPaint(await colourOf(ann, 'Hanna Host (screen 2)'))).toBe(true);
  await expect(ann.page.locator('[data-source="screen_share"]')).toHaveCount(2);

  await hanna.tile('Hanna Host (screen)').getByRole('button', { name: 'Stop this screen' }).click();
  await expect(ann.tile('Hanna Host (screen)')).toHaveCount(0);
  await ann.sees('Hanna Host (screen 2)');
  await ann.page.reload();
  await ann.isInTheMeeting();
  await ann.sees('Hanna Host (screen 2)');

  await hanna.button('Stop sharing').click();
  await expect(ann.tile('Hanna Host (screen 2)')).toHaveCount(0);
  await expect(hanna.button('Share screen')).toBeVisible();
});

import type { Locator } from '@playwright/test';
import type { Person } from './support/person';
import { expect, test } from './support/test';

/** Where the picture of a screen stands on the page now, whatever its frame cuts off. */
const boxOf = (tile: Locator) =>
  tile.locator('video').evaluate((video) => {
    const { left, top, width, height } = video.getBoundingClientRect();
    return { left, top, width, height };
  });

const heightOf = (tile: Locator) =>
  tile.locator('video').evaluate((video: HTMLVideoElement) => video.videoHeight);

/** Which point of the picture, from 0 to 1, is at a place on the page. */
async function pointAt(tile: Locator, x: number, y: number) {
  const { left, top, width, height } = await boxOf(tile);
  return { x: (x - left) / width, y: (y - top) / height };
}

async function zoomIs(tile: Locator, percent: number): Promise<void> {
  await expect(tile.getByText(`Zoom ${percent} %`, { exact: true })).toBeAttached();
}

/** Two fingers on the screen go from 100 to `apart` pixels, level, about a place. */
async function pinch({ page, context }: Person, at: { x: number; y: number }, apart: number) {
  const devtools = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', half: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: at.x - half, y: at.y, id: 0 },
              { x: at.x + half, y: at.y, id: 1 },
            ],
    });
  await touch('touchStart', 50);
  for (const share of [0.25, 0.5, 0.75, 1]) await touch('touchMove', 50 + (apart / 2 - 50) * share);
  await touch('touchEnd', 0);
}

test('whoever looks at a shared screen comes closer by keys, buttons, wheel and mouse', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Small print' });
  await hanna.joins(link);
  const ann = await arrives('Ann');
  await ann.joins(link);
  await ann.sees('Hanna Host');
  await hanna.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  const screen = ann.tile('Hanna Host (screen)');
  const fitted = await boxOf(screen);

  await screen.focus();
  await ann.page.keyboard.press('+');
  await zoomIs(screen, 150);
  await screen.getByRole('button', { name: 'Zoom in' }).click();
  await zoomIs(screen, 200);
  await expect.poll(async () => (await boxOf(screen)).width).toBeCloseTo(fitted.width * 2, 0);
  await screen.getByRole('button', { name: 'Zoom out' }).click();
  await zoomIs(screen, 150);
  await screen.getByRole('button', { name: 'Fit' }).click();
  await zoomIs(screen, 100);
  await expect.poll(async () => await boxOf(screen)).toEqual(fitted);

  // The wheel keeps what is under the pointer where it is; then the picture follows the hand.
  const at = { x: fitted.left + fitted.width * 0.25, y: fitted.top + fitted.height * 0.4 };
  const before = await pointAt(screen, at.x, at.y);
  await ann.page.mouse.move(at.x, at.y);
  await ann.page.keyboard.down('Control');
  await ann.page.mouse.wheel(0, -550);
  await ann.page.keyboard.up('Control');
  await zoomIs(screen, 300);
  await expect.poll(async () => (await boxOf(screen)).width).toBeCloseTo(fitted.width * 3, -1);
  const after = await pointAt(screen, at.x, at.y);
  expect(after.x).toBeCloseTo(before.x, 2);
  expect(after.y).toBeCloseTo(before.y, 2);
  await ann.page.mouse.down();
  await ann.page.mouse.move(at.x + 40, at.y + 30, { steps: 3 });
  await ann.page.mouse.up();
  const dragged = await pointAt(screen, at.x + 40, at.y + 30);
  expect(dragged.x).toBeCloseTo(before.x, 2);
  expect(dragged.y).toBeCloseTo(before.y, 2);
  await ann.page.mouse.dblclick(at.x, at.y);
  await zoomIs(screen, 100);
  await expect.poll(async () => await boxOf(screen)).toEqual(fitted);
  // It is the viewer's own: the one who shares sees the screen whole.
  await screen.focus();
  await ann.page.keyboard.press('+');
  await zoomIs(screen, 150);
  await expect(hanna.tile('Hanna Host (screen)').locator('video')).toHaveCSS('transform', 'none');
});

test('two fingers bring a screen closer on a phone, and then it comes in full detail', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Small print in the hand' });
  await hanna.joins(link);
  const ann = await arrives('Ann', { phone: true });
  await ann.joins(link);
  await ann.sees('Hanna Host');
  await hanna.button('Share screen').click();
  await ann.sees('Hanna Host (screen)');
  const screen = ann.tile('Hanna Host (screen)');
  await expect.poll(async () => await heightOf(screen)).toBeLessThan(400);
  const frame = await screen.boundingBox();
  if (!frame) throw new Error('the screen has no place');

  await pinch(ann, { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 }, 300);
  await zoomIs(screen, 300);
  await expect.poll(async () => await heightOf(screen)).toBeGreaterThan(600);
  await zoomIs(screen, 300);
  expect((await boxOf(screen)).width).toBeCloseTo(frame.width * 3, 0);
});

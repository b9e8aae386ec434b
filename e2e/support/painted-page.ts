import type { Page } from '@playwright/test';

/** Covers a page with a colour that no camera here shows, so that a received picture of it is told from any other. */
export async function paint(page: Page): Promise<void> {
  await page.evaluate(() => {
    const paint = document.createElement('div');
    paint.style.cssText =
      'position:fixed;inset:0;background:rgb(250,0,250);z-index:99999;pointer-events:none';
    paint.id = 'paint';
    document.body.append(paint);
  });
}

export async function takePaintOff(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('paint')?.remove());
}

/** Whether a colour, as [red, green, blue], is the paint's after it went through a video codec. */
export function isPaint([red = 0, green = 255, blue = 0]: readonly number[]): boolean {
  return red > 180 && green < 80 && blue > 180;
}

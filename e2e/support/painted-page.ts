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

/** Two moving pictures to choose from, one after the other: the browser gives a test only the one screen. */
export function givesPaintingsToShare(page: Page): Promise<void> {
  return page.evaluate(() => {
    const colours = ['rgb(250, 0, 250)', 'rgb(0, 250, 0)'];
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
      const context = canvas.getContext('2d');
      const colour = colours.shift();
      if (!context || !colour) return Promise.reject(new DOMException('', 'NotAllowedError'));
      const draw = (frame: number) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 640, 360);
        context.fillStyle = 'gray';
        context.fillRect(frame % 640, 0, 16, 16);
        requestAnimationFrame(draw);
      };
      draw(0);
      return Promise.resolve(canvas.captureStream(15));
    };
  });
}

/** Whether a colour is that of the second painting. */
export function isSecondPaint([red = 255, green = 0]: readonly number[]): boolean {
  return green - red > 100;
}

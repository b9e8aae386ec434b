import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Person } from './person';

/** Where the pictures go: `docs/images` when they are made for the documents. */
const folder =
  process.env['PARLEY_SCREENSHOTS'] ?? join(import.meta.dirname, '../../test-results/look');
mkdirSync(folder, { recursive: true });

/** A picture of what is on the page now. */
export const picture = (person: Person, name: string) =>
  person.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });

/** What slides or fades in has arrived, and what slides out is gone; what turns for ever is left turning. */
async function comesToRest({ page }: Person): Promise<void> {
  await page.evaluate(async () => {
    const drawn = async () => {
      for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    // What a click sets off begins with the next frame.
    await drawn();
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    // An animation whose element goes is cancelled, which is rest, too.
    await Promise.allSettled(passing.map(({ finished }) => finished));
    // What has slid out is taken away after its end.
    await drawn();
  });
}

/** Nothing sticks out sideways, and everything that can be pressed is in sight of that and large enough. */
async function fits(person: Person): Promise<void> {
  await comesToRest(person);
  const { overflow, small, outside } = await person.page.evaluate(() => {
    const controls = [...document.querySelectorAll('button, a[href], input, select')]
      .filter((element) => element.checkVisibility() && !element.closest('.cdk-visually-hidden'))
      .map((element) => ({
        name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
        box: element.getBoundingClientRect(),
        display: getComputedStyle(element).display,
      }));
    const words = ({ name, box }: (typeof controls)[number]) =>
      `${name}: ${box.width}×${box.height} at ${box.left}`;
    return {
      overflow: document.documentElement.scrollWidth - innerWidth,
      small: controls
        .filter(({ box, display }) => display !== 'inline' && box.height > 0 && box.height < 24)
        .map(words),
      outside: controls
        .filter(({ box }) => box.left < -0.5 || box.right > innerWidth + 0.5)
        .map(words),
    };
  });
  expect(overflow).toBeLessThanOrEqual(0);
  expect(small).toEqual([]);
  expect(outside).toEqual([]);
}

/** Checks what is on the page now, and takes its picture. */
export async function looks(person: Person, name: string): Promise<void> {
  await fits(person);
  await picture(person, name);
}

export const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name });

/** Opens a page and waits for its heading. */
export async function goes(person: Person, path: string, headed: string): Promise<void> {
  await person.page.goto(`${person.origin}${path}`);
  await expect(heading(person, headed).first()).toBeVisible();
}

const everyLook = [
  { scheme: 'light', device: 'wide', dark: false, phone: false },
  { scheme: 'dark', device: 'phone', dark: true, phone: true },
  { scheme: 'light', device: 'phone', dark: false, phone: true },
  { scheme: 'dark', device: 'wide', dark: true, phone: false },
] as const;

/**
 * Both colour schemes and both widths. What is asserted depends on the width alone; where pictures are wanted for
 * somebody to look at, every scheme comes in every width.
 */
export const looksThere = process.env['PARLEY_SCREENSHOTS'] ? everyLook : everyLook.slice(0, 2);

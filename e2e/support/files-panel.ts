import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** A file gives way to voices, which takes its time where both share two cores. */
const verifiedWithinMs = 60_000;

/** As the page writes it: 64 hexadecimal digits. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const fileRow = (panel: Locator, name: string): Locator =>
  panel.getByRole('listitem').filter({ hasText: name });

/** Chooses a file of these bytes through the button of an open Files panel. */
export async function sharesIn(
  page: Page,
  panel: Locator,
  name: string,
  buffer: Buffer,
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Share files' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Takes a shared file through an open Files panel and saves it: its row, and name and bytes as they were saved. */
export async function takesFrom(
  page: Page,
  panel: Locator,
  name: string,
): Promise<{ row: Locator; savedAs: string; bytes: Buffer }> {
  const row = fileRow(panel, name);
  await row.getByRole('button', { name: 'Download' }).click();
  await expect(row.getByText('Verified')).toBeVisible({ timeout: verifiedWithinMs });
  const saving = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await saving;
  return { row, savedAs: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

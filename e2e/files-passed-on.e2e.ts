import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileRow, sha256, sharesIn, takesFrom } from './support/files-panel';
import type { Person } from './support/person';
import { expect, test } from './support/test';

/** Notes in a person's pages when they last sent a piece of a file. */
async function watchPieces({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const whole = window as Window & { lastPieceAtMs?: number };
    const { send } = RTCDataChannel.prototype;
    RTCDataChannel.prototype.send = function (data: string | Blob | ArrayBuffer | ArrayBufferView) {
      const { byteLength = 0 } = data as Partial<ArrayBuffer>;
      if (this.label === 'files' && byteLength > 1_000) whole.lastPieceAtMs = Date.now();
      return send.call(this, data as ArrayBufferView<ArrayBuffer>);
    };
  });
}

const lastPieceAtMs = ({ page }: Person): Promise<number> =>
  page.evaluate(() => (window as Window & { lastPieceAtMs?: number }).lastPieceAtMs ?? 0);

/** What has come to the page since it was loaded, over the connections that it still has. */
const cameBytes = ({ page }: Person): Promise<number> =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const connection of window.peerConnections)
      for (const report of (await connection.getStats()).values())
        if (report.type === 'data-channel') bytes += report.bytesReceived;
    return bytes;
  });

async function beginsToTake(person: Person, name: string, part: number): Promise<void> {
  await fileRow(person.files, name).getByRole('button', { name: 'Download', exact: true }).click();
  const bar = fileRow(person.files, name).getByRole('progressbar');
  await expect
    .poll(() => bar.evaluate((one: HTMLProgressElement) => one.position), { intervals: [50] })
    .toBeGreaterThan(part);
}

test('a file outlasts a reload and its sharer, reaches a latecomer, and stops with a removal', async ({
  host,
  arrives,
}, testInfo) => {
  const hanna = await host();
  const link = `${await hanna.makesRoom({ name: 'Passed on' })}?view=files`;
  const [ann, bob, carl] = [await arrives('Ann'), await arrives('Bob'), await arrives('Carl')];
  await watchPieces(bob);
  for (const person of [hanna, ann, bob]) await person.joins(link);
  const film = randomBytes(12_000_000);
  await sharesIn(hanna.page, hanna.files, 'film.mov', film);
  await takesFrom(bob.page, bob.files, 'film.mov');

  await beginsToTake(ann, 'film.mov', 0.3);
  await hanna.leaves();
  await ann.page.reload();
  const row = fileRow(ann.files, 'film.mov');
  await expect(row.getByText('Verified')).toBeVisible({ timeout: 60_000 });
  expect(await cameBytes(ann)).toBeLessThan(film.length * 0.8);
  const saving = ann.page.waitForEvent('download');
  await row.getByRole('button', { name: 'Save', exact: true }).click();
  expect((await saving).suggestedFilename()).toBe('film.mov');

  await carl.joins(link);
  const taken = await takesFrom(carl.page, carl.files, 'film.mov');
  expect(sha256(taken.bytes)).toBe(sha256(film));

  // With the host gone, whoever has been here longest moderates.
  const long = testInfo.outputPath('long.bin');
  await writeFile(long, Buffer.alloc(200_000_000));
  const chooser = bob.page.waitForEvent('filechooser');
  await bob.files.getByRole('button', { name: 'Share files' }).click();
  await (await chooser).setFiles(long);
  await beginsToTake(carl, 'long.bin', 0);
  await ann.people.getByRole('button', { name: 'Actions for Carl' }).click();
  await ann.page.getByRole('menuitem', { name: 'Remove from meeting' }).click();
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  const removedAtMs = Date.now();
  await expect(carl.page.getByRole('heading', { name: 'You were removed' })).toBeVisible();
  await expect
    .poll(async () => Date.now() - (await lastPieceAtMs(bob)), { intervals: [250] })
    .toBeGreaterThan(2_000);
  expect(await lastPieceAtMs(bob)).toBeGreaterThan(0);
  expect((await lastPieceAtMs(bob)) - removedAtMs).toBeLessThan(2_000);
});

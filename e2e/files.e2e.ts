import { randomBytes } from 'node:crypto';
import { fileRow, sha256, sharesIn, takesFrom } from './support/files-panel';
import type { Person } from './support/person';
import { expect, test } from './support/test';

async function shares(person: Person, name: string, bytes: Buffer): Promise<void> {
  await person.opensPanel('Files');
  await sharesIn(person.page, person.files, name, bytes);
}

/** Takes a shared file through the panel and gives the bytes that were saved, and the hash that was shown. */
async function takes(person: Person, name: string): Promise<{ bytes: Buffer; shown: string }> {
  await person.opensPanel('Files');
  const { row, savedAs, bytes } = await takesFrom(person.page, person.files, name);
  expect(savedAs).toBe(name);
  await row.getByText('SHA-256').first().click();
  await expect(row.locator('code')).toBeVisible();
  const shown = /[0-9a-f]{64}/.exec(await row.innerText())?.[0] ?? '';
  return { bytes, shown };
}

test('a shared file reaches everyone, byte for byte, with its hash shown on both sides', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Files' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  const [plan, notes] = [randomBytes(4_345_678), randomBytes(70_000)];
  await shares(hanna, 'site-plan.dwg', plan);
  await shares(ann, 'notes.txt', notes);

  for (const person of [ann, bob]) {
    const { bytes, shown } = await takes(person, 'site-plan.dwg');
    expect(sha256(bytes)).toBe(sha256(plan));
    expect(shown).toBe(sha256(plan));
  }
  const { bytes } = await takes(bob, 'notes.txt');
  expect(bytes.equals(notes)).toBe(true);
  const row = fileRow(hanna.files, 'site-plan.dwg');
  await row.getByText('SHA-256').first().click();
  await expect(row).toContainText(sha256(plan));
});

test('a file dropped on the page is offered, and an empty one too', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Drop' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['hello'], 'hello.txt', { type: 'text/plain' }));
    transfer.items.add(new File([], 'empty.bin'));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document
        .querySelector('[role=toolbar]')
        ?.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
  });
  expect((await takes(ann, 'hello.txt')).bytes.toString()).toBe('hello');
  expect((await takes(ann, 'empty.bin')).bytes).toHaveLength(0);
});

test('a file for one person is seen by nobody else', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'For one' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await hanna.joins(link);
  await ann.joins(link);
  await bob.joins(link);
  await hanna.opensPanel('People');
  const chooser = hanna.page.waitForEvent('filechooser');
  await hanna.actsOn('Ann', 'Send file');
  const secret = randomBytes(2_000_000);
  await (
    await chooser
  ).setFiles({ name: 'for-ann.bin', mimeType: 'application/octet-stream', buffer: secret });
  const { bytes } = await takes(ann, 'for-ann.bin');
  expect(bytes.equals(secret)).toBe(true);
  await bob.opensPanel('Files');
  await expect(bob.files.getByText('for-ann.bin')).toHaveCount(0);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, libraryTest } from '../../testing/src/library-page';
import type * as Party from './testing/browser-party';

const test = libraryTest<typeof import('./index'), typeof Party>('file-transfer', {
  helpers: '../../file-transfer/src/testing/browser-party.ts',
});

const page = readFileSync(
  fileURLToPath(new URL('../../../docs/file-transfer.md', import.meta.url)),
  'utf8',
);

test('the ten lines of docs/file-transfer.md share a file over any data channel', async ({
  helpers,
}) => {
  const [, snippet = ''] =
    /^```js\n(import .+?'@parley\/file-transfer';[^]+?)^```/m.exec(page) ?? [];
  expect(snippet).toContain('export async function sendOver');
  const seen = await helpers.evaluate(async ({ openLoopback, randomBytes, sha256 }, lines) => {
    const module = lines.replace("'@parley/file-transfer'", `'${location.origin}/library.js'`);
    const address = URL.createObjectURL(new Blob([module], { type: 'text/javascript' }));
    const { sendOver } = (await import(address)) as {
      sendOver(here: RTCDataChannel, there: RTCDataChannel, file: File): Promise<File>;
    };
    const { left, right } = await openLoopback();
    left.binaryType = right.binaryType = 'arraybuffer';
    const file = new File([randomBytes(3_000_000)], 'site-plan.dwg');
    const saved = await sendOver(left, right, file);
    const hashes = [saved, file].map(async (one) => sha256(await one.arrayBuffer()));
    return { name: saved.name, hashes: await Promise.all(hashes) };
  }, snippet);
  expect(seen.name).toBe('site-plan.dwg');
  expect(new Set(seen.hashes).size).toBe(1);
});

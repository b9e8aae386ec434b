import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser, startProduct } from '../product.mjs';

const mebibyte = 1024 ** 2;

/** The built product, a browser, and the path of a file of random bytes to share in it; all of them are gone afterwards. */
export async function withProductAndFile(mebibytes, work, settings) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const path = join(folder, 'bench.bin');
  writeFileSync(path, randomBytes(mebibytes * mebibyte));
  const [product, browser] = [await startProduct(settings), await startBrowser()];
  try {
    await work({ product, browser, path });
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

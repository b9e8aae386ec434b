import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress } from 'node:zlib';
import { must, root, tool } from './run.mjs';

const publicFolder = join(root, 'dist', 'public');
const worthCompressing = /\.(?:js|css|html|svg|json|txt|webmanifest)$/;

/** Builds API and web client through Nx, which skips what has not changed, and compresses what browsers load. */
export async function build() {
  await must(tool('nx'), ['run-many', '-t', 'build', '--output-style=stream'], { quiet: true });
  await compressPublicFiles();
}

/**
 * Writes `x.br` beside every text file that has none as new: the server sends it as it is. It has its name only when it is
 * whole, because half of it, from a build that was broken off, would be sent for ever: a page that stays empty.
 */
async function compressPublicFiles() {
  for (const name of readdirSync(publicFolder, { recursive: true })) {
    const file = join(publicFolder, name);
    const compressed = `${file}.br`;
    if (!worthCompressing.test(name) || isNewer(compressed, file)) continue;
    const unfinished = `${compressed}.${process.pid}`;
    await pipeline(
      createReadStream(file),
      createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      createWriteStream(unfinished),
    );
    renameSync(unfinished, compressed);
  }
}

const isNewer = (file, than) =>
  existsSync(file) && statSync(file).mtimeMs >= statSync(than).mtimeMs;

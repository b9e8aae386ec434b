import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../../lib/run.mjs';

/** Bundles one TypeScript file that needs nothing but Node, and imports it. */
export async function load(path) {
  const name = `${basename(path, '.ts')}.mjs`;
  const file = join(root, 'node_modules', '.cache', 'parley', name);
  const build = await rolldown({ input: join(root, path), platform: 'node' });
  await build.write({ file, format: 'esm' });
  await build.close();
  return import(pathToFileURL(file).href);
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { compare, median } from './figures.mjs';

/** TypeScript with decorators runs bundled only; beside node_modules, so that packages are found. */
async function bundle() {
  const file = join(root, 'node_modules', '.cache', 'parley', 'relay-bench.mjs');
  const bench = await rolldown({
    input: join(root, 'apps/api/bench/relay-bench.ts'),
    platform: 'node',
    cwd: root,
    tsconfig: join(root, 'apps/api/tsconfig.json'),
    external: (id) => /^[^./]/.test(id) && !/^(@parley|@oxc-project)\//.test(id),
  });
  await bench.write({ file, format: 'esm', codeSplitting: false });
  await bench.close();
  return file;
}

/** Signals of 1 kB a second, two pages answering each other: Parley against a Socket.IO server that checks nothing. */
export async function benchRelay() {
  const { measureRelay } = await import(pathToFileURL(await bundle()).href);
  const { ours, bare, control } = await measureRelay();
  compare('signaling relay, 60 pairs, closed loop', 'messages/s', { ours, bare });
  const noise = Math.abs(median(control) / median(bare) - 1);
  console.log(`noise  ${(noise * 100).toFixed(0)} % between two equal runs`);
}

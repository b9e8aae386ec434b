import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from './run.mjs';

/** Imports libs/contract as it stands now: tools are plain JavaScript, the contract is TypeScript. */
export async function loadContract() {
  const folder = mkdtempSync(join(root, 'node_modules', '.parley-contract-'));
  try {
    const bundle = await rolldown({
      input: join(root, 'libs', 'contract', 'src', 'index.ts'),
      platform: 'node',
      external: ['zod'],
    });
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'contract.mjs' });
    return await import(pathToFileURL(join(folder, 'contract.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

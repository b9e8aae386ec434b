// Files and folders stay small enough to be read: what ESLint cannot say of TypeScript is said here of templates and styles.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';

/** Most lines a file may have, by its ending. TypeScript has its limits in eslint.config.mjs. */
const budgets = [
  { ending: '.html', lines: 200 },
  { ending: '.scss', lines: 250 },
  { ending: '.css', lines: 250 },
  { ending: '.mjs', lines: 200 },
];
/** Most source files directly in one folder: beyond that a newcomer searches instead of finding. */
const filesInFolder = 45;

const tracked = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'libs', 'tools', 'e2e'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(Boolean);

const tooLong = tracked.flatMap((file) => {
  const budget = budgets.find(({ ending }) => file.endsWith(ending));
  if (!budget) return [];
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length;
  return lines > budget.lines ? [`${file}: ${lines} lines, ${budget.lines} allowed`] : [];
});

const inFolder = new Map();
for (const file of tracked.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))) {
  const folder = file.slice(0, file.lastIndexOf('/'));
  inFolder.set(folder, (inFolder.get(folder) ?? 0) + 1);
}
const tooFull = [...inFolder]
  .filter(([, count]) => count > filesInFolder)
  .map(([folder, count]) => `${folder}: ${count} files, ${filesInFolder} allowed`);

const complaints = [...tooLong, ...tooFull];
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
console.log(`${tracked.length} files within their budgets`);

// Reads docs/threat-model.md and fails where a named test does not exist: a promise without its test is a wish.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { namedTests } from '../lib/threat-table.mjs';

const table = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8');
const tests = namedTests(table);
const missing = tests.filter(({ file, title }) => {
  const path = join(root, file);
  return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
});

if (tests.length === 0) missing.push({ row: '-', file: 'docs/threat-model.md', title: 'no rows' });
if (missing.length > 0) {
  for (const { row, file, title } of missing)
    console.error(`${row}: ${file} has no test «${title}»`);
  process.exit(1);
}
console.log(`${tests.length} named tests exist`);

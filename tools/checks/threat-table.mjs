// Reads docs/threat-model.md and fails where a named test does not exist: a promise without its test is a wish. With a
// folder of results (`npm test` gives one, after everything else) it fails as well where a named test did not run and pass.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { fitsTitle, idsInTable, namedTests, passedTests } from '../lib/threat-table.mjs';

/** What issue and contract promise to answer: by a test, or by the reason why it cannot happen here. */
const range = (letter, first, last) =>
  Array.from(
    { length: last - first + 1 },
    (_, index) => `${letter}${String(first + index).padStart(2, '0')}`,
  );
const promised = [
  ...range('T', 1, 44),
  'T52',
  ...range('T', 67, 80),
  ...range('T', 85, 90),
  ...range('V', 1, 63),
];

const table = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8');
const tests = namedTests(table);
const ids = idsInTable(table);
const resultsFolder = process.argv[2];
const problems = promised
  .filter((id) => !ids.has(id))
  .map((id) => `${id} has no row, neither a test nor a reason`);
if (tests.length === 0) problems.push('The table names no test');

for (const { row, file, title } of tests) {
  const path = join(root, file);
  if (!existsSync(path) || !readFileSync(path, 'utf8').includes(title))
    problems.push(`${row}: ${file} has no test «${title}»`);
}
if (resultsFolder) {
  const passed = passedTests(resultsFolder, root);
  for (const { row, file, title } of tests)
    if (!(passed.get(file) ?? []).some((ran) => fitsTitle(title, ran)))
      problems.push(`${row}: «${title}» of ${file} did not run and pass`);
}

if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}
const counts = `${ids.size} threats and past bugs, ${tests.length} named tests`;
console.log(
  resultsFolder ? `${counts}: all ran` : `${counts} exist; whether they ran, only npm test says`,
);

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const rowPattern = /^\| ([TVX]\d+)[^|]*\|[^|]*\| `([^`]+)`: (.+?) *\|$/;
const idPattern = /^\| ([TVX]\d+(?:[^|]*?))\s*\|/;

/** The tests that a threat table names: rows of `| T01 … | measure | `file`: title of the test |`. */
export function namedTests(markdown) {
  return markdown
    .split('\n')
    .map((line) => rowPattern.exec(line))
    .filter(Boolean)
    .map(([, row, file, title]) => ({ row, file, title }));
}

/** Every threat and past bug that has a row, be it a test or the reason why there is none. `V01, V02` are two. */
export function idsInTable(markdown) {
  const cells = markdown.split('\n').map((line) => idPattern.exec(line)?.[1] ?? '');
  return new Set(
    cells.flatMap((cell) => /^(?:[TVX]\d+(?:, |$| ))+/.exec(cell)?.[0].match(/[TVX]\d+/g) ?? []),
  );
}

/** The tests that passed in the JSON results of Jest and Playwright in a folder, by file as the table writes it. */
export function passedTests(folder, root) {
  const passed = new Map();
  const note = (file, title) => {
    const path = relative(root, file);
    passed.set(path, [...(passed.get(path) ?? []), title]);
  };
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const results = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    for (const { name: file, assertionResults } of results.testResults ?? [])
      for (const { title, status } of assertionResults) if (status === 'passed') note(file, title);
    const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
    for (const { file, title, ok, tests } of (results.suites ?? []).flatMap(specs))
      if (ok && tests.some(({ status }) => status === 'expected'))
        note(join(results.config.rootDir, file), title);
  }
  return passed;
}

/** Where a title stands for a whole row of tests, `%s` and `$name` stand for anything. */
export function fitsTitle(pattern, title) {
  const parts = pattern.split(/%[a-zA-Z#$]|\$\{[^}]*\}|\$\w+/);
  return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.*')}$`, 's').test(title);
}

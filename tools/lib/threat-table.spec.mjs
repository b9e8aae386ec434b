import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitsTitle, idsInTable, namedTests, passedTests } from './threat-table.mjs';

const table = [
  '| row | measure | test |',
  '| --- | --- | --- |',
  '| T01 room entry | token in the handshake | `apps/api/a.spec.ts`: refuses a socket without a seat |',
  '| V02, V03 room entry | the same | `apps/api/a.spec.ts`: lets %s in |',
  '| T46 media server | there is none |',
].join('\n');

test('a threat table names one test in each row that has one', () => {
  expect(namedTests(table)).toEqual([
    { row: 'T01', file: 'apps/api/a.spec.ts', title: 'refuses a socket without a seat' },
    { row: 'V02', file: 'apps/api/a.spec.ts', title: 'lets %s in' },
  ]);
});

test('a row answers for all the threats that it begins with', () => {
  expect([...idsInTable(table)]).toEqual(['T01', 'V02', 'V03', 'T46']);
});

test('only tests that passed have run, whoever ran them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-results-'));
  const save = (name, content) => writeFileSync(join(folder, name), JSON.stringify(content));
  save('api.json', {
    testResults: [
      {
        name: '/root/apps/api/a.spec.ts',
        assertionResults: [
          { title: 'lets nobody in', status: 'passed' },
          { title: 'is skipped', status: 'pending' },
        ],
      },
    ],
  });
  const spec = (title, ok) => ({
    file: 'b.e2e.ts',
    title,
    ok,
    tests: [{ status: ok ? 'expected' : 'unexpected' }],
  });
  save('e2e.json', {
    config: { rootDir: '/root/e2e' },
    suites: [{ specs: [spec('one', true)], suites: [{ specs: [spec('two', false)] }] }],
  });
  expect([...passedTests(folder, '/root')]).toEqual([
    ['apps/api/a.spec.ts', ['lets nobody in']],
    ['e2e/b.e2e.ts', ['one']],
  ]);
});

test('a title with a blank fits every test of its row and no other', () => {
  expect(fitsTitle('lets %s in', 'lets nobody in')).toBe(true);
  expect(fitsTitle('$name, and nobody notices', 'meetings:end, and nobody notices')).toBe(true);
  expect(fitsTitle('lets (%s) in', 'lets nobody in')).toBe(false);
  expect(fitsTitle('lets nobody in', 'lets nobody in at all')).toBe(false);
});

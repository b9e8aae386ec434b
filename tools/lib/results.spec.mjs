import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jestResults, playwrightResults, Tally } from './results.mjs';

const saved = (content) => {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-results-')), 'results.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const jestFile = (overrides) =>
  saved({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...overrides,
  });

describe('results of Jest', () => {
  test('are its own counts', () => {
    expect(jestResults(jestFile({ numPendingTests: 1 }), 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
      failures: [],
    });
  });

  test('count a suite that could not even start as a failure', () => {
    const name = 'rooms.spec.ts';
    const testResults = [{ status: 'failed', assertionResults: [], name, message: 'no such file' }];
    expect(jestResults(jestFile({ testResults }), 1)).toMatchObject({
      failed: 1,
      failures: [{ name, said: 'no such file' }],
    });
  });

  test('say which tests failed, and why', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'rooms open', failureMessages: [] },
      { status: 'failed', fullName: 'rooms close', failureMessages: ['1 is not 2'] },
    ];
    const testResults = [{ status: 'failed', assertionResults, name: 'rooms.spec.ts' }];
    const { failures } = jestResults(jestFile({ numFailedTests: 1, testResults }), 1);
    expect(failures).toEqual([{ name: 'rooms close', said: '1 is not 2' }]);
  });

  test('never say zero failures of a run that ended badly', () => {
    expect(jestResults(jestFile({}), 1).failed).toBe(1);
    expect(jestResults('/nowhere/results.json', 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('results of Playwright', () => {
  test('count a flaky test as failed', () => {
    const file = saved({ stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 1 }, errors: [] });
    expect(playwrightResults(file, 1)).toMatchObject({ passed: 4, failed: 3, skipped: 1 });
  });

  test('count errors outside of tests', () => {
    const file = saved({
      stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{}],
    });
    expect(playwrightResults(file, 1).failed).toBe(1);
  });

  test('say which tests failed, however deep they stand', () => {
    const spec = (title, status, ...errors) => ({
      file: 'e2e/door.e2e.ts',
      title,
      tests: [{ status, results: [{ errors }, { errors: [] }] }],
    });
    const failed = spec('opens', 'unexpected', { message: 'it is shut' });
    const flaky = spec('closes', 'flaky', { message: 'it was open' });
    const file = saved({
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      errors: [],
      suites: [{ specs: [spec('is there', 'expected'), flaky], suites: [{ specs: [failed] }] }],
    });
    expect(playwrightResults(file, 1).failures).toEqual([
      { name: 'e2e/door.e2e.ts › closes', said: 'it was open' },
      { name: 'e2e/door.e2e.ts › opens', said: 'it is shut' },
    ]);
  });
});

test('a tally says what failed once more, and ends with the one line that counts', () => {
  const lines = [];
  const log = console.log;
  console.log = (line) => lines.push(line);
  const tally = new Tally();
  tally.add('one', { passed: 2, failed: 0, seconds: 1 });
  const failures = [{ name: 'opens', said: 'it is \x1b[31mshut\x1b[39m' }];
  tally.add('two', { passed: 3, failed: 1, skipped: 1, failures, seconds: 1 });
  tally.print();
  console.log = log;
  expect(lines[0]).toBe('\n✘ two: opens\n    it is shut');
  expect(lines.at(-1)).toBe('5 passed, 1 failed, 1 skipped');
});

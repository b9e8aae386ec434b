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
    });
  });

  test('count a suite that could not even start as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(jestResults(jestFile({ testResults }), 1).failed).toBe(1);
  });

  test('never say zero failures of a run that ended badly', () => {
    expect(jestResults(jestFile({}), 1).failed).toBe(1);
    expect(jestResults('/nowhere/results.json', 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('results of Playwright', () => {
  test('count a flaky test as failed', () => {
    const file = saved({ stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 1 }, errors: [] });
    expect(playwrightResults(file, 1)).toEqual({ passed: 4, failed: 3, skipped: 1 });
  });

  test('count errors outside of tests', () => {
    const file = saved({
      stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{}],
    });
    expect(playwrightResults(file, 1).failed).toBe(1);
  });
});

test('a tally ends with the one line that counts', () => {
  const lines = [];
  const log = console.log;
  console.log = (line) => lines.push(line);
  const tally = new Tally();
  tally.add('one', { passed: 2, failed: 0, seconds: 1 });
  tally.add('two', { passed: 3, failed: 1, skipped: 1, seconds: 1 });
  tally.print();
  console.log = log;
  expect(lines.at(-1)).toBe('5 passed, 1 failed, 1 skipped');
});

import { readFileSync } from 'node:fs';

/** A count of results that adds up: what passed, what failed, and what did not run. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  rows = [];

  add(kind, { passed, failed, skipped = 0, seconds }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.rows.push({ kind, passed, failed, skipped, seconds });
  }

  print() {
    console.log('');
    for (const { kind, passed, failed, skipped, seconds } of this.rows)
      console.log(
        `${kind.padEnd(34)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${seconds.toFixed(0).padStart(5)} s`,
      );
    console.log('');
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    console.log(`${this.passed} passed, ${this.failed} failed${skipped}`);
  }
}

const unread = { passed: 0, failed: 1 };

/** Counts from Jest's --json file; a run that left no results counts as one failure. */
export function jestResults(file, exitCode) {
  const results = read(file);
  if (!results) return unread;
  const suitesThatDidNotRun = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = results.numFailedTests + suitesThatDidNotRun;
  return {
    passed: results.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Counts from Playwright's json reporter; a flaky test counts as failed. */
export function playwrightResults(file, exitCode) {
  const results = read(file);
  if (!results) return unread;
  const { expected, unexpected, flaky, skipped } = results.stats;
  const failed = unexpected + flaky + results.errors.length;
  return { passed: expected, failed: exitCode !== 0 && failed === 0 ? 1 : failed, skipped };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No results in ${file}: ${error.message}`);
    return undefined;
  }
}

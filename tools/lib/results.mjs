import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** So much of what a failed test said tells what it was. */
const lastWordLines = 12;

/** A count of results that adds up: what passed, what failed, and what did not run. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  rows = [];
  failures = [];

  add(kind, { passed, failed, skipped = 0, failures = [], seconds }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.rows.push({ kind, passed, failed, skipped, seconds });
    this.failures.push(...failures.map((failure) => ({ kind, ...failure })));
  }

  /** The failures once more: of a long run often only the end can be read. */
  print() {
    for (const { kind, name, said } of this.failures)
      console.log(`\n✘ ${kind}: ${name}\n${beginning(said)}`);
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
/** As Playwright calls what did not go as it should, or went so only in the end. */
const failing = new Set(['unexpected', 'flaky']);

function beginning(said) {
  const lines = stripVTControlCharacters(said).split('\n').slice(0, lastWordLines);
  return lines.map((line) => `    ${line}`).join('\n');
}

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
    failures: results.testResults.flatMap(failuresInSuite),
  };
}

function failuresInSuite({ name, status, message = '', assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [{ name, said: message }];
  return failed.map(({ fullName, failureMessages }) => ({
    name: fullName,
    said: failureMessages.join('\n'),
  }));
}

/** Counts from Playwright's json reporter; a flaky test counts as failed. */
export function playwrightResults(file, exitCode) {
  const results = read(file);
  if (!results) return unread;
  const { expected, unexpected, flaky, skipped } = results.stats;
  const failed = unexpected + flaky + results.errors.length;
  return {
    passed: expected,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped,
    failures: [
      ...results.errors.map((error) => failure('outside of a test', error)),
      ...failedSpecs(results),
    ],
  };
}

function failedSpecs({ specs = [], suites = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => failing.has(status)));
  const own = failed.map(({ file, title, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors));
    return failure(`${file} › ${title}`, errors[0]);
  });
  return [...own, ...suites.flatMap(failedSpecs)];
}

function failure(name, { message = '' } = {}) {
  return { name, said: message };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No results in ${file}: ${error.message}`);
    return undefined;
  }
}

// `npm test`: sets everything up, runs every test there is, and ends with one line added up from the real results.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { passingFolder } from './lib/passing-folder.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { jestResults, playwrightResults, Tally } from './lib/results.mjs';
import { must, root, run, tool } from './lib/run.mjs';
import { findCommand, installPackages, installSystemPackages } from './lib/set-up.mjs';

const resultsFolder = join(root, 'test-results');
const jestWithModules = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
const tally = new Tally();

/** Times one group of tests and adds what it counted. */
async function group(kind, work) {
  console.log(`\n── ${kind}`);
  const started = performance.now();
  const counts = await work().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
  tally.add(kind, { ...counts, seconds: (performance.now() - started) / 1000 });
}

/** One lane of groups: what needs neither a browser nor a server goes side by side, a lane for each core. */
async function inTurn(groups) {
  for (const run of groups) await run();
}

const passes = (work) => async () => {
  await work();
  return { passed: 1, failed: 0 };
};

/** @param workers how many: as many as there are cores, because nobody else needs the one that Jest would leave. */
async function jest(name, projects, { env = {}, workers = availableParallelism() } = {}) {
  const file = join(resultsFolder, `${name}.json`);
  const output = ['--json', `--outputFile=${file}`];
  const args = [...output, `--maxWorkers=${workers}`, '--projects', ...projects];
  return jestResults(file, await run(tool('jest'), args, { env }));
}

async function playwright(name, config) {
  const file = join(resultsFolder, `${name}.json`);
  const env = {
    PARLEY_RESULTS: file,
    CHROMIUM: findCommand('chromium'),
    FIREFOX: findCommand('firefox'),
    TMPDIR: passingFolder(),
  };
  return playwrightResults(file, await run(tool('playwright'), ['test', '-c', config], { env }));
}

/** The libraries with unit tests; `ui` has components and runs with the web client's. */
function testedLibraries() {
  const folders = readdirSync(join(root, 'libs')).map((name) => `libs/${name}`);
  return folders.filter(
    (folder) => folder !== 'libs/ui' && existsSync(join(root, folder, 'jest.config.cjs')),
  );
}

async function apiTests() {
  const postgres = await startPostgres();
  try {
    const env = {
      NODE_OPTIONS: jestWithModules,
      TEST_DATABASE_URL: postgres.url,
      TMPDIR: passingFolder(),
    };
    // These wait for disks, processes and clocks: with as many as there are cores some of them stand idle.
    const workers = Math.ceil(availableParallelism() * 1.5);
    return await jest('api', ['apps/api'], { env, workers });
  } finally {
    await postgres.stop();
  }
}

rmSync(resultsFolder, { recursive: true, force: true });
mkdirSync(resultsFolder, { recursive: true });
await group('set-up', async () => {
  const [missing] = await Promise.all([installSystemPackages(), installPackages()]);
  for (const name of missing) console.error(`NOT RUN: tests that need ${name} will fail`);
  return { passed: 0, failed: missing.length };
});
if (tally.failed > 0) {
  tally.print();
  process.exit(1);
}
await Promise.all([
  inTurn(
    Object.entries(checks).map(
      ([name, check]) =>
        () =>
          group(name, passes(check)),
    ),
  ),
  inTurn([
    () => group('unit tests of the libraries', () => jest('libs', testedLibraries())),
    () => group('unit tests of the web client', () => jest('web', ['apps/web', 'libs/ui'])),
    () =>
      group('tools', () => jest('tools', ['tools'], { env: { NODE_OPTIONS: jestWithModules } })),
  ]),
]);
await group('API over real sockets', apiTests);
await group('build', passes(build));
await group('libraries in a real browser', () =>
  playwright('browser', 'libs/playwright.config.ts'),
);
await group('end to end', () => playwright('e2e', 'e2e/playwright.config.ts'));
await group(
  'every test of the security table ran',
  passes(() => must('node', ['tools/checks/threat-table.mjs', resultsFolder])),
);

tally.print();
process.exit(tally.failed === 0 ? 0 : 1);

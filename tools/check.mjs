// `npm run check`: the fast part of `npm test`, for daily work: everything that needs no browser and no server.
import { checks } from './lib/checks.mjs';
import { run, tool } from './lib/run.mjs';
import { installPackages } from './lib/set-up.mjs';

await installPackages();
const failed = [];
for (const [name, check] of Object.entries(checks)) {
  console.log(`— ${name}`);
  await check().catch((error) => failed.push(`${name}: ${error.message}`));
}
console.log('— unit tests');
if ((await run(tool('nx'), ['run-many', '-t', 'test', '--exclude=api'])) !== 0)
  failed.push('unit tests');

if (failed.length > 0) {
  console.error(`\nFailed:\n${failed.join('\n')}`);
  process.exit(1);
}
console.log('\nAll checks passed.');

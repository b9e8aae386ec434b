// `npm run bench [join] [files] [relay] [page]`: ratios, each against the bare thing in the same run, alternating.
import { build } from './lib/build.mjs';
import { installPackages, installSystemPackages } from './lib/set-up.mjs';

await installPackages();
await installSystemPackages(['chromium']);
await build();

const benches = {
  join: async () => (await import('./bench/join.mjs')).benchJoin(),
  files: async () => (await import('./bench/files.mjs')).benchFiles(),
  relay: async () => (await import('./bench/relay.mjs')).benchRelay(),
  page: async () => (await import('./bench/page.mjs')).benchPage(),
};
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  await bench();
}

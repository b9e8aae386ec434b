// `npm run bench [join] [files] [relay] [recording] [removal] [flood] [healing] [negotiation] [mesh] [page]`: ratios against the bare thing
// in the same run, alternating; what a recording and a removal are worth in figures; how broken paths heal, and how many
// random negotiations settle. `mesh` has parts, join2, join4, cpu, crowd and uplink, and takes a number of rounds, as `healing`
// does (`npm run bench healing 2`). `recording` has parts, too, meeting, kills, ingest and stop, and takes a number
// (`npm run bench recording kills 100`). `files` has one, many, limited, slow, large, cuts, call, room and narrow, and takes a size: gigabytes
// for `large`, mebibytes for the others (`npm run bench files large 20`). `ejection` is `removal` fifty times, and runs only when named;
// a number of rounds goes with it (`npm run bench ejection 3`).
import { stolenSince } from './bench/standstill.mjs';
import { build } from './lib/build.mjs';
import { installPackages, installSystemPackages } from './lib/set-up.mjs';

await installPackages();
await installSystemPackages(['chromium', 'ffprobe']);
await build();

const benches = {
  join: async () => (await import('./bench/join.mjs')).benchJoin(),
  files: async (words) => (await import('./bench/files.mjs')).benchFiles(words),
  relay: async () => (await import('./bench/relay.mjs')).benchRelay(),
  recording: async (words) => (await import('./bench/recording.mjs')).benchRecording(words),
  removal: async () => (await import('./bench/removal.mjs')).benchRemoval(),
  ejection: async (words) =>
    (await import('./bench/removal.mjs')).benchRemoval(
      Number(words.find((word) => /^\d+$/.test(word)) ?? 50),
    ),
  flood: async () => (await import('./bench/flood.mjs')).benchFlood(),
  healing: async (words) => (await import('./bench/healing.mjs')).benchHealing(words),
  negotiation: async () => (await import('./bench/negotiation.mjs')).benchNegotiation(),
  mesh: async (words) => (await import('./bench/mesh.mjs')).benchMesh(words),
  page: async () => (await import('./bench/page.mjs')).benchPage(),
};
/** The same as others, only longer: run when named. */
const longOnes = ['ejection'];
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 ? !wanted.includes(name) : longOnes.includes(name)) continue;
  console.log(`\n── ${name}`);
  const stolen = stolenSince();
  await bench(wanted);
  console.log(`\nwhat runs beside this machine took ${stolen()} of its processor meanwhile`);
}

import { setTimeout as pass } from 'node:timers/promises';
import { median } from '../figures.mjs';
import { browserTimes, spentSince } from './cpu-time.mjs';
import { usualFps } from './device-files.mjs';
import { joinAll, openGroup } from './groups.mjs';
import { pin } from './parley-group.mjs';
import { mediaOf, ratesOf, sizesOf } from './readings.mjs';

const people = 4;
const measureMs = 20_000;
/** Bitrates climb for tens of seconds: 720p is not reached at once. */
const settleMs = 20_000;

/** What a camera gives, and what one gives whose pictures a bare mesh of four still carries on two cores. */
const paces = [usualFps, 6];

const variants = {
  bare: { title: 'bare, 720p to everyone', kind: 'bare' },
  grid: { title: 'grid', kind: 'ours' },
  speaker: { title: 'one large', kind: 'ours', arrange: (pages) => pin(pages, people - 1) },
};

/** Pages that are hidden and pictures that do not move cost nothing: figures with either of them lie, and say so. */
function doubts(looks, pictures) {
  const hidden = looks.filter(({ visibility }) => visibility !== 'visible').length;
  const due = people * (people - 1);
  const moving = pictures.filter(({ fps }) => fps > 1).length;
  return [
    ...(hidden > 0 ? [`DOES NOT COUNT: ${hidden} pages are hidden`] : []),
    ...(moving < due ? [`DOES NOT COUNT: ${moving} of ${due} pictures move`] : []),
  ];
}

async function measureOnce({ kind, arrange }, cameraFps) {
  const group = await openGroup(kind, people, { cameraFps });
  try {
    await joinAll(group);
    await arrange?.(group.pages);
    await pass(settleMs);
    const before = await Promise.all(group.pages.map(mediaOf));
    const spentBefore = browserTimes();
    await pass(measureMs);
    const spent = spentSince(spentBefore);
    const after = await Promise.all(group.pages.map(mediaOf));
    const rates = (what) => before.flatMap((early, page) => ratesOf(early, after[page], what));
    const [pictures, sent] = [rates('pictures'), rates('sent')];
    return { spent, pictures, sent, doubts: doubts(after, pictures) };
  } finally {
    await group.close();
  }
}

function describe({ spent, pictures, sent, doubts }) {
  const kinds = Object.entries(spent.byKind)
    .sort(([, one], [, other]) => other - one)
    .filter(([, seconds]) => seconds >= 0.1)
    .map(([kind, seconds]) => `${kind} ${seconds.toFixed(1)}`);
  const kbps = sent.reduce((sum, one) => sum + one.kbps, 0);
  return [
    `${spent.total.toFixed(1)} s (${kinds.join(', ')})`,
    `received ${sizesOf(pictures)} at ${median(pictures.map(({ fps }) => fps)).toFixed(1)} a second`,
    `${kbps.toFixed(0)} kbit/s sent in all`,
    ...doubts,
  ].join('; ');
}

/**
 * Milliseconds of processor for each picture that arrived, with its part of the voices: says something where only a part of
 * the pictures is carried, too.
 */
function costOfPicture({ spent, pictures }) {
  const arrived = pictures.reduce((sum, { fps }) => sum + fps, 0) * (measureMs / 1_000);
  return (1_000 * spent.total) / arrived;
}

/**
 * A bare mesh that carries only part of its frames spends all there is and no more: the machine's size, not the mesh's cost.
 * A ratio to that is an upper bound, and says so.
 */
function tellSaturation(carriedFps, cameraFps) {
  if (carriedFps >= 0.9 * cameraFps) return;
  const part = ((100 * carriedFps) / cameraFps).toFixed(0);
  console.log(
    `SATURATED: bare carried ${carriedFps.toFixed(1)} of ${cameraFps} frames a second (${part} %), so the ratios of CPU seconds are upper bounds`,
  );
}

async function compareAt(cameraFps, rounds) {
  console.log(`camera of ${cameraFps} frames a second`);
  const spent = { bare: [], grid: [], speaker: [] };
  const costs = { bare: [], grid: [], speaker: [] };
  const bareFps = [];
  for (let round = 0; round < rounds; round += 1)
    for (const [name, variant] of Object.entries(variants)) {
      const measured = await measureOnce(variant, cameraFps);
      spent[name].push(measured.spent.total);
      costs[name].push(costOfPicture(measured));
      if (name === 'bare') bareFps.push(median(measured.pictures.map(({ fps }) => fps)));
      console.log(`${variant.title.padEnd(24)} ${describe(measured)}`);
    }
  const against = (values, name) => (median(values[name]) / median(values.bare)).toFixed(2);
  for (const [name, { title }] of Object.entries(variants))
    console.log(
      `${title.padEnd(24)} median ${median(spent[name]).toFixed(1)} CPU seconds in ${measureMs / 1_000} s, ratio ${against(spent, name)}; ` +
        `${median(costs[name]).toFixed(1)} ms for each picture that arrived, ratio ${against(costs, name)}; n ${rounds}`,
    );
  tellSaturation(median(bareFps), cameraFps);
}

/** What a browser with four people in it spends in twenty seconds, against the bare mesh that sends 720p to everyone. */
export async function benchCpu({ rounds = 3 } = {}) {
  for (const cameraFps of paces) await compareAt(cameraFps, rounds);
}

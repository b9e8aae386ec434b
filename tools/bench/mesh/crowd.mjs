import { setTimeout as pass } from 'node:timers/promises';
import { median } from '../figures.mjs';
import { browserTimes, spentSince } from './cpu-time.mjs';
import { joinAll, openGroup } from './groups.mjs';
import { mediaOf, ratesOf, sizesOf } from './readings.mjs';

const measureMs = 20_000;
const settleMs = 20_000;

async function measureOnce(kind, people) {
  const group = await openGroup(kind, people);
  try {
    // More than two cores carry may take a bare mesh for ever to begin: what is there after a while is measured.
    const joinedMs = await joinAll(group).catch(() => null);
    await pass(settleMs);
    const before = await Promise.all(group.pages.map(mediaOf));
    const spentBefore = browserTimes();
    await pass(measureMs);
    const { total } = spentSince(spentBefore);
    const after = await Promise.all(group.pages.map(mediaOf));
    const pictures = before.flatMap((early, page) => ratesOf(early, after[page], 'pictures'));
    return { pictures, joinedMs, total };
  } finally {
    await group.close();
  }
}

function describe(people, { pictures, joinedMs, total }) {
  const due = people * (people - 1);
  const rates = pictures.map(({ fps }) => fps);
  // A picture that never came counts as one that stands still.
  while (rates.length < due) rates.push(0);
  const sum = (key) => pictures.reduce((whole, one) => whole + one[key], 0);
  return [
    `${median(rates).toFixed(1)} frames a second received, worst ${Math.min(...rates).toFixed(1)}`,
    `${sum('freezes')} freezes, ${sum('frozenSeconds').toFixed(1)} s of ${(due * measureMs) / 1_000}`,
    sizesOf(pictures),
    joinedMs === null ? 'not everyone saw everyone' : `all seen in ${joinedMs.toFixed(0)} ms`,
    `${total.toFixed(0)} CPU seconds`,
  ].join('; ');
}

/** Six and eight people on this one machine: what arrives of every picture over twenty seconds, against a bare mesh. */
export async function benchCrowd({ rounds = 1, sizes = [6, 8] } = {}) {
  for (let round = 0; round < rounds; round += 1)
    for (const people of sizes)
      for (const kind of ['bare', 'ours'])
        console.log(
          `${people} people, ${kind.padEnd(5)} ${describe(people, await measureOnce(kind, people))}`,
        );
}

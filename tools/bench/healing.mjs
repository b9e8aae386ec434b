import { median } from './figures.mjs';
import { measurePaths } from './healing/paths.mjs';
import { measureSignaling } from './healing/signaling.mjs';

/** What the median and the worst are of, where the command line names no other number. */
const usualRounds = 10;

const numbers = (values, unit) =>
  `median ${median(values).toFixed(0)}, worst ${Math.max(...values).toFixed(0)}${unit}`;
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** One line: how soon it was noticed and healed, and what it cost whoever looked on. */
function report(name, results) {
  const noticed = results.flatMap(({ noticedMs }) => noticedMs ?? []);
  const lost = results.flatMap(({ lostFrames }) => lostFrames ?? []);
  const freezes = results.flatMap((one) => one.freezes ?? []);
  const parts = [
    `healed: ${numbers(
      results.map(({ recoveredMs }) => recoveredMs),
      ' ms',
    )}`,
    ...(noticed.length > 0 ? [`noticed: ${numbers(noticed, ' ms')}`] : []),
    ...(lost.length > 0 ? [`frames lost: ${numbers(lost, '')}`] : []),
    ...(freezes.length > 0 ? [`freezes ${sum(freezes)}`] : []),
    `false "left" ${sum(results.map(({ falseLeft }) => falseLeft))}`,
    // A reload that takes longer than a closed tab may stay in sight; a track or connection that was replaced.
    `out of sight ${sum(results.map(({ outOfSight }) => outOfSight))}`,
    `n ${results.length}`,
  ];
  console.log(`${name.padEnd(28)} ${parts.join('; ')}`);
}

/** For each fault: time to heal from its end, or from the fault where it has none. */
export async function benchHealing(words) {
  const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? usualRounds);
  await measureSignaling(rounds, report);
  await measurePaths(rounds, report);
}

import type { RecordedFile } from './recorded-file';
import type { Box } from '../scene';

/** Enough for an eighth of a millisecond, little enough for hours. */
const rate = 8_000;
const loud = 0.05;

/** Where something begins that was not there for a fifth of a second before, in seconds. */
function onsets(isThere: ArrayLike<boolean>, timeOf: (index: number) => number): readonly number[] {
  const found: number[] = [];
  let lastSeen = -Infinity;
  for (let index = 0; index < isThere.length; index += 1) {
    if (isThere[index] === true) {
      if (timeOf(index) - lastSeen > 0.2) found.push(timeOf(index));
      lastSeen = timeOf(index);
    }
  }
  return found;
}

/** Start times of the flashes (bright in green) in a box of the picture, in seconds. */
export function flashTimes(file: RecordedFile, box: Box): readonly number[] {
  const frames = file.colours(box);
  return onsets(
    frames.map(({ green }) => green > 128),
    (index) => frames[index]?.at ?? NaN,
  );
}

/** Start times of the beeps, in seconds. */
export function beepTimes(file: RecordedFile): readonly number[] {
  const samples = file.samples(rate);
  return onsets(
    Array.from(samples, (sample) => Math.abs(sample) > loud),
    (index) => index / rate,
  );
}

/** For each of these moments how much later it is than the nearest of the others, in milliseconds. */
export function offsetsMs(
  moments: readonly number[],
  others: readonly number[],
): readonly number[] {
  return moments.map((moment) => {
    const distances = others.map((other) => 1000 * (moment - other));
    return distances.toSorted((one, other) => Math.abs(one) - Math.abs(other))[0] ?? NaN;
  });
}

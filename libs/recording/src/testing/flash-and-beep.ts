import type { RecordedFile } from './recorded-file';
import type { Box } from '../scene';

/** Enough for an eighth of a millisecond, little enough for hours. */
const rate = 8_000;
const loud = 0.05;
/** Longer than a flash, shorter than the time between two: a frame that came late makes no second flash. */
const quietSeconds = 0.5;

/** Where something begins that was not there just before, in seconds. */
function onsets(
  count: number,
  isThere: (index: number) => boolean,
  timeOf: (index: number) => number,
): readonly number[] {
  const found: number[] = [];
  let lastSeen = -Infinity;
  for (let index = 0; index < count; index += 1) {
    if (isThere(index)) {
      if (timeOf(index) - lastSeen > quietSeconds) found.push(timeOf(index));
      lastSeen = timeOf(index);
    }
  }
  return found;
}

/** Start times of the flashes (bright in green) in a box of the picture, in seconds. */
export function flashTimes(file: RecordedFile, box: Box): readonly number[] {
  const frames = file.colours(box);
  const isBright = (index: number): boolean => (frames[index]?.green ?? 0) > 128;
  return onsets(frames.length, isBright, (index) => frames[index]?.at ?? NaN);
}

/** Start times of the beeps, in seconds. */
export function beepTimes(file: RecordedFile): readonly number[] {
  const samples = file.samples(rate);
  const isLoud = (index: number): boolean => Math.abs(samples[index] ?? 0) > loud;
  return onsets(samples.length, isLoud, (index) => index / rate);
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

/** The longest time between two packets, in seconds. */
export function longestGap(times: readonly number[]): number {
  return times.reduce((most, time, index) => Math.max(most, time - (times[index - 1] ?? time)), 0);
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

import type { RecordedPause } from '@parley/contract';
import type { RecordingEntity, RecordingPause } from '../recording.entity';

type Pauses = readonly RecordingPause[];
type Timed = Pick<RecordingEntity, 'startedAtMs' | 'mediaStartedAtMs' | 'pauses'>;

/** True while the last of them lasts. */
export function isPausedIn({ pauses }: Pick<RecordingEntity, 'pauses'>): boolean {
  return pauses?.at(-1)?.toMs === null;
}

/** With one more that begins now; as they are where one lasts already. */
export function withPause(pauses: Pauses, nowMs: number): Pauses {
  return isPausedIn({ pauses }) ? pauses : [...pauses, { fromMs: nowMs, toMs: null }];
}

/** With the last one over by now; as they are where none lasts. */
export function withoutPause(pauses: Pauses, nowMs: number): Pauses {
  return pauses.map((pause) => (pause.toMs === null ? { ...pause, toMs: nowMs } : pause));
}

/**
 * As the device really made them, with the one that it does not know to be over, and those from before it began: it took
 * over from another.
 */
export function withTold(
  { pauses, startedAtMs }: Pick<RecordingEntity, 'pauses' | 'startedAtMs'>,
  told: readonly RecordedPause[],
): Pauses {
  const known = pauses ?? [];
  const all = [
    ...known.filter((pause) => pause.toMs !== null && pause.toMs <= startedAtMs),
    ...told,
  ];
  const [last, newest] = [known.at(-1), told.at(-1)];
  if (last?.toMs !== null) return all;
  // Told before the order to go on is written down, it is the same pause.
  const isKnown = newest !== undefined && last.fromMs < (newest.fromMs + newest.toMs) / 2;
  return isKnown ? all : [...all, last];
}

/** How long those lasted that are over, without what was before `fromMs`. */
export function pausedSince(pauses: Pauses, fromMs: number): number {
  return pauses.reduce(
    (sum, pause) => sum + Math.max(0, (pause.toMs ?? 0) - Math.max(pause.fromMs, fromMs)),
    0,
  );
}

/** Of the first frame; where the device has not said it, of the order to record. */
export function beginOf({
  mediaStartedAtMs,
  startedAtMs,
}: Pick<RecordingEntity, 'startedAtMs' | 'mediaStartedAtMs'>): number {
  return mediaStartedAtMs ?? startedAtMs;
}

/**
 * Where in the file a moment of the server's clock lies: pauses are not in it, and a moment inside one is where the
 * recording went on. Negative before the first frame.
 */
export function inFileMs(row: Timed, atMs: number): number {
  const startMs = beginOf(row);
  const pausedMs = (row.pauses ?? [])
    .map(({ fromMs, toMs }) => Math.min(toMs ?? Infinity, atMs) - Math.max(fromMs, startMs))
    .reduce((sum, ms) => sum + Math.max(0, ms), 0);
  return atMs - startMs - pausedMs;
}

/** When by the server's clock that was recorded which lies there in the file. */
export function atServerMs(row: Timed, fileMs: number): number {
  let atMs = beginOf(row) + fileMs;
  for (const { fromMs, toMs } of row.pauses ?? []) {
    const pausedMs = (toMs ?? fromMs) - Math.max(fromMs, beginOf(row));
    if (fromMs <= atMs && pausedMs > 0) atMs += pausedMs;
  }
  return atMs;
}

/** True for a moment of the server's clock that is not in the file. */
export function isOutside(row: Timed, atMs: number): boolean {
  const isIn = ({ fromMs, toMs }: RecordingPause) => fromMs <= atMs && atMs < (toMs ?? Infinity);
  return atMs < beginOf(row) || (row.pauses ?? []).some(isIn);
}

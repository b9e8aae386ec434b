import type { RecordingEntity, RecordingPause } from '../recording.entity';

type Pauses = readonly RecordingPause[];

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

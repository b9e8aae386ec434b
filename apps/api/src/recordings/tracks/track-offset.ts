import type { RecordingEntity } from '../recording.entity';

type Timed = Pick<RecordingEntity, 'startedAtMs' | 'mediaStartedAtMs'>;
type Mixed = Timed & Pick<RecordingEntity, 'pauses'>;

/**
 * Where a track's first frame lies on its mixed file's time line, in which there are no pauses. Negative where the
 * device was quicker than the recorder.
 */
export function trackOffsetMs(track: Timed, mixed: Mixed): number {
  const zeroMs = beginOf(mixed);
  const atMs = beginOf(track);
  const pausedMs = (mixed.pauses ?? [])
    .map(({ fromMs, toMs }) => Math.min(toMs ?? atMs, atMs) - Math.max(fromMs, zeroMs))
    .reduce((sum, ms) => sum + Math.max(0, ms), 0);
  return atMs - zeroMs - pausedMs;
}

/** Of the first frame; where the device has not said it, of the order to record. */
function beginOf({ mediaStartedAtMs, startedAtMs }: Timed): number {
  return mediaStartedAtMs ?? startedAtMs;
}

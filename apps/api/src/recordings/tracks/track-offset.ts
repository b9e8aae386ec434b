import { atServerMs, beginOf, inFileMs, isOutside } from '../orders/recording-pauses';
import type { RecordingEntity } from '../recording.entity';

type Timed = Pick<RecordingEntity, 'startedAtMs' | 'mediaStartedAtMs'>;
type Paused = Timed & Pick<RecordingEntity, 'pauses'>;

/** Where something lies in the mixed file, or would if it were in it: then it is where the recording went on. */
export interface Place {
  readonly atMs: number;
  readonly isOutside: boolean;
}

/**
 * Where a track's first frame lies on its mixed file's time line, in which there are no pauses. Negative where the
 * device was quicker than the recorder.
 */
export function trackOffsetMs(track: Timed, mixed: Paused): number {
  return inFileMs(mixed, beginOf(track));
}

/**
 * Where everything of a track's file lies on its mixed file's time line. Each device pauses when the order reaches it,
 * one that is offline not at all: what the track has of a pause of the mixed file is outside, and a longer pause of its
 * own is a gap. A device that has said nothing of pauses is taken to have made those of the mixed file.
 */
export function placesInMixed(track: Paused, mixed: Paused): (fileMs: number) => Place {
  const made = { ...track, pauses: track.pauses ?? mixed.pauses };
  return (fileMs) => {
    const atMs = atServerMs(made, fileMs);
    return { atMs: inFileMs(mixed, atMs), isOutside: isOutside(mixed, atMs) };
  };
}

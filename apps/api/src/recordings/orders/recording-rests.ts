import { limits, type Id } from '@parley/contract';
import type { Clock } from '../../realtime/clock';

interface Rest {
  readonly beganAtMs: number;
  endedAtMs: number | null;
}

/** When recordings paused last, by meeting, on the clock that nobody sets. */
export class RecordingRests {
  private readonly rests = new Map<Id, Rest>();

  constructor(private readonly clock: Pick<Clock, 'elapsedMs'>) {}

  begin(meetingId: Id, agoMs = 0): void {
    this.rests.set(meetingId, { beganAtMs: this.clock.elapsedMs() - agoMs, endedAtMs: null });
  }

  /** Gives how long it lasted. */
  end(meetingId: Id): number {
    const rest = this.rests.get(meetingId);
    if (!rest || rest.endedAtMs !== null) return 0;
    rest.endedAtMs = this.clock.elapsedMs();
    return rest.endedAtMs - rest.beganAtMs;
  }

  forget(meetingId: Id): void {
    this.rests.delete(meetingId);
  }

  /** A recorder who goes on has as long for the first slice as for any other. */
  explainsSilence(meetingId: Id): boolean {
    const rest = this.rests.get(meetingId);
    if (!rest) return false;
    return (
      rest.endedAtMs === null || this.clock.elapsedMs() - rest.endedAtMs < limits.recorderSilenceMs
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../realtime/clock';
import type { LiveMeeting } from './live-meeting';

/** Five a second at most: a crowd at the door must not bury the moderators (security.md T29, X32). */
const betweenListsMs = 200;

interface Pace {
  lastMs: number;
  isScheduled: boolean;
}

/** Tells moderators who waits, at a bounded pace: always the newest list, never one for each change. */
@Injectable()
export class WaitingBoard {
  private readonly paces = new WeakMap<LiveMeeting, Pace>();

  constructor(private readonly clock: Clock) {}

  /** Somebody came, went or was let in, or somebody became moderator and has no list yet. */
  changed(meeting: LiveMeeting): void {
    const pace = this.paces.get(meeting) ?? {
      lastMs: Number.NEGATIVE_INFINITY,
      isScheduled: false,
    };
    this.paces.set(meeting, pace);
    if (pace.isScheduled) return;
    const dueInMs = pace.lastMs + betweenListsMs - this.clock.elapsedMs();
    if (dueInMs <= 0) return this.publish(meeting, pace);
    pace.isScheduled = true;
    this.clock.schedule(dueInMs, () => this.publish(meeting, pace));
  }

  private publish(meeting: LiveMeeting, pace: Pace): void {
    pace.isScheduled = false;
    pace.lastMs = this.clock.elapsedMs();
    if (meeting.isOver) return;
    meeting.publish(
      { type: 'moderation:waiting-changed', waiting: meeting.waiting() },
      'moderators',
    );
  }
}

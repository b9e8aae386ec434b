import { Injectable } from '@nestjs/common';
import { type FileShare, type Id, mayNow, Secret } from '@parley/contract';
import { hashOfSecret } from '../../auth/secret';
import { Refusal } from '../../errors/refusal';
import { isIn } from '../../meetings/audience';
import { audienceOfShare, type LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import type { LiveSeat } from '../../meetings/live-seat';

/** A page sends and fetches one piece at a time; more are left-overs of cut connections. */
const maxPerSeat = 4;
const bearer = /^Bearer (?<token>\S+)$/i;

/** Who asks about which share. */
export interface Asker {
  readonly meeting: LiveMeeting;
  readonly seat: LiveSeat;
  readonly share: FileShare;
}

/** Who may use the file relay, looked up anew at every request; what somebody has under way ends with their seat. */
@Injectable()
export class RelaySeats {
  private readonly running = new Map<Id, Set<AbortController>>();

  constructor(private readonly meetings: LiveMeetings) {
    meetings.onParticipantGone((_, { participantId }) => {
      for (const work of this.running.get(participantId) ?? []) work.abort();
    });
  }

  /** Refuses `seat-gone`, and `not-found` for a share that is not theirs to know of. */
  of(authorization: string | undefined, shareId: Id): Asker {
    const token = Secret.safeParse(bearer.exec(authorization ?? '')?.groups?.['token']);
    const seat = token.success ? this.meetings.seatByToken(hashOfSecret(token.data)) : null;
    const meeting = seat?.isParticipant ? this.meetings.get(seat.meetingId) : null;
    if (!seat || !meeting) throw Refusal.of('seat-gone', 'This is no seat in a meeting');
    const share = meeting.shares.get(shareId);
    // Of what is between two others, not even that it exists.
    if (!share || !isIn(audienceOfShare(share.from, share.to), seat))
      throw Refusal.of('not-found', 'No such share');
    return { meeting, seat, share };
  }

  /** Refuses `forbidden` to everybody but the sharer, and to a sharer who may share nothing any more. */
  assertSharer({ meeting, seat, share }: Asker): void {
    const isTheirs = share.from === seat.participantId;
    if (!isTheirs || !mayNow(seat, meeting.liberties, 'share-files'))
      throw Refusal.of('forbidden', 'Only its sharer sends a share up, while they may share');
  }

  /** Runs it with a signal that is raised when the seat goes. Refuses `busy`. */
  async run<T>({ participantId }: LiveSeat, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const theirs = this.running.get(participantId) ?? new Set();
    if (theirs.size >= maxPerSeat)
      throw Refusal.of('busy', 'One piece at a time', { retryAfterSeconds: 1 });
    const abort = new AbortController();
    this.running.set(participantId, theirs.add(abort));
    try {
      return await work(abort.signal);
    } finally {
      theirs.delete(abort);
      if (theirs.size === 0) this.running.delete(participantId);
    }
  }
}

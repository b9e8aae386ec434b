import { Injectable } from '@nestjs/common';
import { limits, may, type PayloadOf, takesFile } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import { isIn } from '../meetings/audience';
import { audienceOfShare } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import { Clock } from '../realtime/clock';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';

/**
 * Announces shared files: the manifest goes through the server, so that no peer can swap it; the bytes never do.
 * A share stays listed when its sharer leaves: whoever has its pieces serves them on.
 */
@Injectable()
export class FilesGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly clock: Clock,
  ) {}

  @Handles('files:announce-share')
  announceShare(caller: Caller, { id, to, manifest }: PayloadOf<'files:announce-share'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    const { participantId: from, name: fromName } = seat;
    if (to !== null && (to === from || !meeting.participant(to)))
      throw Refusal.of('not-found', 'No such other participant in this meeting');
    if (!takesFile(meeting.largestFileBytes, manifest.sizeBytes))
      throw Refusal.of('too-large', `At most ${meeting.largestFileBytes ?? 0} bytes in this room`);
    if (meeting.shares.has(id)) throw Refusal.of('conflict', 'This id is taken');
    if (meeting.shares.size >= limits.sharesPerMeeting)
      throw Refusal.of('too-large', 'This meeting lists no more files');
    const announcedAt = this.clock.now().toISOString();
    const share = { id, from, fromName, to, manifest, announcedAt };
    meeting.shares.set(id, share);
    meeting.publish({ type: 'files:share-announced', share }, audienceOfShare(from, to));
    return null;
  }

  @Handles('files:withdraw-share')
  withdrawShare(caller: Caller, { id }: PayloadOf<'files:withdraw-share'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    const share = meeting.shares.get(id);
    const audience = share && audienceOfShare(share.from, share.to);
    // Of what is between two others, not even that it exists.
    if (!share || !audience || !isIn(audience, seat))
      throw Refusal.of('not-found', 'No such share');
    if (share.from !== seat.participantId && !may(seat.role, 'moderate'))
      throw Refusal.of('forbidden', 'Only its sharer or a moderator takes a share back');
    meeting.shares.delete(id);
    meeting.publish({ type: 'files:share-withdrawn', shareId: id }, audience);
    return null;
  }
}

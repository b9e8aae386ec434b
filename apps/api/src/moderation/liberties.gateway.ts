import { Injectable } from '@nestjs/common';
import { may, type Id, type PayloadOf } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingLiberties } from '../meetings/meeting-liberties';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { targetOf } from './target';

/** What moderators let participants do: all of them, or one. */
@Injectable()
export class LibertiesGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly liberties: MeetingLiberties,
  ) {}

  @Handles('moderation:set-liberties')
  async set(caller: Caller, { liberties }: PayloadOf<'moderation:set-liberties'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.liberties.change(meeting, liberties, by);
    return null;
  }

  @Handles('moderation:withhold')
  async withhold(caller: Caller, payload: PayloadOf<'moderation:withhold'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = restrictable(meeting, by, payload.participantId);
    await this.liberties.withhold(meeting, target, payload.liberties, by);
    return null;
  }

  @Handles('moderation:grant')
  async grant(caller: Caller, payload: PayloadOf<'moderation:grant'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = restrictable(meeting, by, payload.participantId);
    await this.liberties.grant(meeting, target, payload.liberties, by);
    return null;
  }

  /** A question, never a switch (security.md T35). */
  @Handles('moderation:ask-to-unmute')
  askToUnmute(caller: Caller, { participantId }: PayloadOf<'moderation:ask-to-unmute'>): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = targetOf(meeting, by, participantId);
    if (!target.may('publish') || !target.may('unmute'))
      throw Refusal.of('conflict', 'They may not unmute: allow it first');
    const type = 'moderation:unmute-asked';
    meeting.publish({ type, participantId, by: by.actor }, [participantId]);
    return null;
  }
}

function restrictable(meeting: LiveMeeting, by: LiveSeat, id: Id): LiveSeat {
  const target = targetOf(meeting, by, id);
  if (may(target.role, 'moderate'))
    throw Refusal.of('forbidden', 'Moderators have every liberty: take the role back first');
  return target;
}

import { Injectable } from '@nestjs/common';
import type { Entered, PayloadOf } from '@parley/contract';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { Departures } from './departures';
import { Entrances } from './entrances';
import { LiveMeetings } from './live-meetings';
import { Presence } from './presence';
import { Publishing } from './publishing';

/** What participants do about themselves: come, go, raise a hand, say what they offer. */
@Injectable()
export class MeetingsGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly entrances: Entrances,
    private readonly presence: Presence,
    private readonly publishing: Publishing,
    private readonly departures: Departures,
  ) {}

  @Handles('meetings:enter')
  enter(caller: Caller, payload: PayloadOf<'meetings:enter'>): Entered | Promise<Entered> {
    return this.entrances.enter(caller, payload);
  }

  @Handles('meetings:set-publications')
  setPublications(caller: Caller, wanted: PayloadOf<'meetings:set-publications'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    this.publishing.obeyed(seat);
    this.publishing.set(meeting, seat, wanted);
    return null;
  }

  @Handles('meetings:set-hand')
  setHand(caller: Caller, { isHandRaised }: PayloadOf<'meetings:set-hand'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    if (seat.isHandRaised === isHandRaised) return null;
    seat.isHandRaised = isHandRaised;
    const { participantId } = seat;
    meeting.publish({ type: 'meetings:hand-changed', participantId, isHandRaised, by: null });
    return null;
  }

  @Handles('meetings:say-away')
  sayAway(caller: Caller): null {
    this.presence.sayAway(caller);
    return null;
  }

  @Handles('meetings:leave')
  async leave(caller: Caller): Promise<null> {
    const { meeting, seat } = this.meetings.of(caller);
    await this.departures.goodbye(meeting, seat, 'left');
    return null;
  }

  @Handles('meetings:end')
  async end(caller: Caller): Promise<null> {
    const { meeting, seat } = this.meetings.of(caller);
    await this.departures.end(meeting, seat);
    return null;
  }
}

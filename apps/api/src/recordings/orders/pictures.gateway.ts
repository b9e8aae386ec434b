import { Injectable } from '@nestjs/common';
import type { PayloadOf } from '@parley/contract';
import { Refusal } from '../../errors/refusal';
import { LiveMeetings } from '../../meetings/live-meetings';
import { Handles } from '../../realtime/handles.decorator';
import type { Caller } from '../../realtime/socket-seat';

/** Still pictures of what somebody shows: nobody can be kept from taking one, so whoever is on it is told. */
@Injectable()
export class PicturesGateway {
  constructor(private readonly meetings: LiveMeetings) {}

  @Handles('recordings:take-picture')
  take(caller: Caller, { participantId }: PayloadOf<'recordings:take-picture'>): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    if (!meeting.participant(participantId))
      throw Refusal.of('not-found', 'No such participant in this meeting');
    meeting.publish({ type: 'recordings:picture-taken', by: by.actor }, [participantId]);
    return null;
  }
}

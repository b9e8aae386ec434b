import { Injectable } from '@nestjs/common';
import type { PayloadOf } from '@parley/contract';
import { LiveMeetings } from '../../meetings/live-meetings';
import { Handles } from '../../realtime/handles.decorator';
import type { Caller } from '../../realtime/socket-seat';
import { RecordingConsents } from './recording-consents';

/** What participants say to being recorded. */
@Injectable()
export class RecordingConsentsGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly consents: RecordingConsents,
  ) {}

  @Handles('recordings:answer-consent')
  async answer(caller: Caller, { agrees }: PayloadOf<'recordings:answer-consent'>): Promise<null> {
    const { meeting, seat } = this.meetings.of(caller);
    await this.consents.answer(meeting, seat, agrees ? 'agreed' : 'declined');
    return null;
  }
}

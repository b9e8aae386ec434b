import { Controller, Headers } from '@nestjs/common';
import { routes, type RecordingTimeline } from '@parley/contract';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../../http/contract-route';
import type { AccountRecord } from '../../http/identity';
import { isOf } from '../library/library-rows';
import { RecordingsService } from '../recordings.service';
import { SpeechService } from './speech.service';
import { ticketFrom } from '../ticket';
import { TimelineService } from './timeline.service';

/** What happened while it was recorded. */
@Controller()
export class TimelineController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly timelines: TimelineService,
    private readonly speech: SpeechService,
  ) {}

  @ContractRoute(routes.readRecordingTimeline)
  async read(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.readRecordingTimeline>,
  ): Promise<RecordingTimeline> {
    const row = await this.recordings.visible(account.id, params.recordingId);
    const timeline = await this.timelines.of(row);
    // What somebody said to being recorded is between them and whose recording it is.
    return isOf(account.id, row) ? timeline : { ...timeline, consents: [] };
  }

  @ContractRoute(routes.putSpeech)
  putSpeech(
    @Parsed() { params, body }: ParsedOf<typeof routes.putSpeech>,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const holder = { recordingId: params.recordingId, ticket: ticketFrom(authorization) };
    return this.speech.add(holder, body.spoke);
  }
}

import { Injectable } from '@nestjs/common';
import type { PayloadOf, ReplyOf } from '@parley/contract';
import { Refusal } from '../../errors/refusal';
import { LiveMeetings } from '../../meetings/live-meetings';
import { Clock } from '../../realtime/clock';
import { Handles } from '../../realtime/handles.decorator';
import type { Caller } from '../../realtime/socket-seat';
import { RecordingRows } from '../recording-rows';

/** How far a page's estimate of our clock may be off. */
const toleranceMs = 10_000;

/** The one clock on which everything recorded is aligned, and where on it a recording began. */
@Injectable()
export class RecordingClockGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly clock: Clock,
  ) {}

  @Handles('recordings:read-clock')
  readClock(): ReplyOf<'recordings:read-clock'> {
    return { nowMs: this.clock.now().getTime() };
  }

  /** The first word counts. */
  @Handles('recordings:began')
  async began(
    caller: Caller,
    { recordingId, startedAtMs }: PayloadOf<'recordings:began'>,
  ): Promise<null> {
    const { seat } = this.meetings.of(caller);
    const row = await this.rows.find(recordingId);
    if (row?.recorderId !== seat.participantId || row.status !== 'recording')
      throw Refusal.of('not-found', 'This recording is not being made here');
    const latestMs = this.clock.now().getTime() + toleranceMs;
    if (startedAtMs < row.startedAtMs - toleranceMs || startedAtMs > latestMs)
      throw Refusal.of('invalid', 'A recording begins after its start and not in the future');
    await this.rows.change(recordingId, ({ mediaStartedAtMs }) =>
      mediaStartedAtMs === null ? { mediaStartedAtMs: startedAtMs } : {},
    );
    return null;
  }
}

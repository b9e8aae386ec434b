import { Injectable } from '@nestjs/common';
import type { RecordedPause } from '@parley/contract';
import { Clock } from '../../realtime/clock';
import { RecordingRows } from '../recording-rows';
import { RunningRecordings } from '../running-recordings';
import type { TicketHolder } from '../slice-grants';
import { recordingClosed, rowOfTicket } from '../ticket';
import { withTold } from './recording-pauses';

/** When devices really paused: an order reaches each of them at another moment, and one that is offline not at all. */
@Injectable()
export class ToldPauses {
  constructor(
    private readonly rows: RecordingRows,
    private readonly running: RunningRecordings,
    private readonly clock: Clock,
  ) {}

  /** Takes the place of what was known; saying it again is harmless. Refuses `ticket-invalid`, `recording-closed`. */
  async take({ recordingId, ticket }: TicketHolder, told: readonly RecordedPause[]): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const row = await this.rows.change(recordingId, (now) => {
      if (this.running.isRevoked(recordingId)) throw recordingClosed();
      return { pauses: withTold(rowOfTicket(now, ticket, nowMs), told) };
    });
    rowOfTicket(row, ticket, nowMs);
  }
}

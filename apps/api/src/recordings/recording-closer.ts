import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock } from '../realtime/clock';
import { Finaliser } from './finaliser';
import { RecorderWatch, type SilenceReason } from './recorder-watch';
import { RecordingRows } from './recording-rows';
import { RunningRecordings } from './running-recordings';
import { Standbys } from './tracks/standbys';
import { isTicketOver, lateSlicesMs } from './ticket';

/** Closes recordings whose recorder fell silent with what there is. The device may still bring the rest (see ticket.ts). */
@Injectable()
export class RecordingCloser {
  private readonly closing = new Set<Promise<void>>();

  constructor(
    private readonly rows: RecordingRows,
    private readonly finaliser: Finaliser,
    private readonly running: RunningRecordings,
    private readonly standbys: Standbys,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
    private readonly watch: RecorderWatch,
  ) {
    logger.setContext(RecordingCloser.name);
    watch.listen((recordingId, reason) => {
      const done = this.closeSilent(recordingId, reason)
        .catch((error: unknown) => {
          // The database is away: the recorder is silent for as long again, or the next start finishes the work.
          this.logger.error({ err: error, recordingId }, 'closing a silent recording failed');
          watch.hear(recordingId);
        })
        .finally(() => this.closing.delete(done));
      this.closing.add(done);
    });
  }

  /** Resolves when nothing is being closed. */
  async idle(): Promise<void> {
    await Promise.all(this.closing);
  }

  private async closeSilent(recordingId: string, reason: SilenceReason): Promise<void> {
    const before = await this.rows.find(recordingId);
    if (before && this.running.isResting(before)) return this.watch.hear(recordingId);
    if (before?.kind === 'standby') return this.standbys.giveUp(before);
    const nowMs = this.clock.now().getTime();
    const row = await this.rows.change(recordingId, (now) =>
      now.sliceCount === null && (now.status === 'recording' || now.status === 'processing')
        ? {
            status: 'processing',
            statusReason: reason,
            ...(!isTicketOver(now, nowMs) && { ticketEndsAtMs: nowMs + lateSlicesMs }),
          }
        : {},
    );
    if (row?.status !== 'processing') return;
    this.logger.warn({ recordingId, reason }, 'recorder silent, closing its recording');
    this.running.lose(row.meetingId, recordingId, null);
    await this.finaliser.finalise(recordingId);
  }
}

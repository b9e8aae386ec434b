import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { limits } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { IsNull, Not } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Refusal } from '../../errors/refusal';
import { Clock, type Cancel } from '../../realtime/clock';
import { RecordingEntity } from '../recording.entity';
import { RecordingRows } from '../recording-rows';
import { RecordingNotes } from './recording-notes';
import { RecordingPurge } from './recording-purge';

/** A purge that failed is tried again after this long. */
const retryMs = 5_000;

/** Deletions: out of sight at once, off the disk when they can no longer be taken back; also over a restart. */
@Injectable()
export class Deletions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly waiting = new Map<string, Cancel>();
  private readonly work = new Set<Promise<void>>();

  constructor(
    private readonly rows: RecordingRows,
    private readonly purging: RecordingPurge,
    private readonly notes: RecordingNotes,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Deletions.name);
  }

  async onApplicationBootstrap(): Promise<void> {
    const rows = await this.unitOfWork.read((manager) =>
      manager.findBy(RecordingEntity, { deletedAtMs: Not(IsNull()) }),
    );
    for (const { id, deletedAtMs } of rows) this.purgeLater(id, this.leftMs(deletedAtMs ?? 0));
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const cancel of this.waiting.values()) cancel();
    await this.idle();
  }

  /** Can be taken back for a while. Refuses `not-found`, `recording-running`. */
  async delete(accountId: string, recordingId: string): Promise<void> {
    await this.mark(recordingId, this.clock.now().getTime(), accountId);
    this.purgeLater(recordingId, limits.recordingUndoMs);
  }

  /** For good; by a rule where there is no account. Refuses `not-found`, `recording-running`. */
  async deleteAtOnce(
    accountId: string | null,
    recordingId: string,
    reason?: 'retention',
  ): Promise<void> {
    const tooLateMs = this.clock.now().getTime() - limits.recordingUndoMs;
    await this.mark(recordingId, tooLateMs, accountId, reason);
    await this.purge(recordingId);
  }

  /** Refuses with `recording-deleted` once it is too late; harmless where nothing was deleted. */
  async restore(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const restored = await this.unitOfWork.run(async () => {
      const row = await this.rows.change(recordingId, ({ deletedAtMs }) => {
        if (typeof deletedAtMs === 'number' && this.leftMs(deletedAtMs) === 0) throw tooLate();
        return { deletedAtMs: null };
      });
      if (!row) throw tooLate();
      await this.notes.note('recording-restored', accountId, row);
      return row;
    });
    this.waiting.get(recordingId)?.();
    this.waiting.delete(recordingId);
    return restored;
  }

  /** Resolves when nothing is being purged. */
  async idle(): Promise<void> {
    await Promise.all(this.work);
  }

  private async mark(
    recordingId: string,
    deletedAtMs: number,
    accountId: string | null,
    reason?: string,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const row = await this.rows.change(recordingId, ({ status }) => {
        if (status === 'recording')
          throw Refusal.of('recording-running', 'Stop the recording first');
        return { deletedAtMs };
      });
      if (!row) throw Refusal.of('not-found', 'There is no such recording');
      await this.notes.note('recording-deleted', accountId, row, reason);
    });
  }

  private leftMs(deletedAtMs: number): number {
    return Math.max(0, deletedAtMs + limits.recordingUndoMs - this.clock.now().getTime());
  }

  private purgeLater(recordingId: string, delayMs: number): void {
    this.waiting.get(recordingId)?.();
    const cancel = this.clock.schedule(delayMs, () => {
      this.waiting.delete(recordingId);
      const done = this.purge(recordingId).finally(() => this.work.delete(done));
      this.work.add(done);
    });
    this.waiting.set(recordingId, cancel);
  }

  private async purge(recordingId: string): Promise<void> {
    try {
      await this.purging.purge(recordingId);
    } catch (error) {
      this.logger.error({ err: error, recordingId }, 'purging a deleted recording failed');
      this.purgeLater(recordingId, retryMs);
    }
  }
}

const tooLate = () => Refusal.of('recording-deleted', 'The deletion cannot be taken back any more');

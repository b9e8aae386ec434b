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
import { RecordingRemoval } from './recording-removal';
import { RecordingRows } from '../recording-rows';

/** A purge that failed is tried again after this long. */
const retryMs = 5_000;

/** Deletions that people ask for: out of sight at once, off the disk when they can no longer be taken back. */
@Injectable()
export class UndoableDeletions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly waiting = new Map<string, Cancel>();
  private readonly work = new Set<Promise<void>>();

  constructor(
    private readonly rows: RecordingRows,
    private readonly removal: RecordingRemoval,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(UndoableDeletions.name);
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

  /** Refuses with `recording-running`. */
  async delete(accountId: string, recordingId: string): Promise<void> {
    const deletedAtMs = this.clock.now().getTime();
    await this.unitOfWork.run(async () => {
      const row = await this.rows.change(recordingId, ({ status }) => {
        if (status === 'recording')
          throw Refusal.of('recording-running', 'Stop the recording first');
        return { deletedAtMs };
      });
      if (row) await this.removal.note('recording-deleted', accountId, row);
    });
    this.purgeLater(recordingId, limits.recordingUndoMs);
  }

  /** Refuses with `recording-deleted` once it is too late; harmless where nothing was deleted. */
  async restore(accountId: string, recordingId: string): Promise<RecordingEntity> {
    const restored = await this.unitOfWork.run(async () => {
      const now = await this.rows.find(recordingId);
      if (!now) throw tooLate();
      if (typeof now.deletedAtMs !== 'number') return now;
      if (this.leftMs(now.deletedAtMs) === 0) throw tooLate();
      const row = await this.rows.change(recordingId, () => ({ deletedAtMs: null }));
      if (!row) throw tooLate();
      await this.removal.note('recording-restored', accountId, row);
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
    const isDue = ({ deletedAtMs }: RecordingEntity) => typeof deletedAtMs === 'number';
    try {
      await this.removal.remove(recordingId, { accountId: null, isDue });
    } catch (error) {
      // Somebody else, an administrator perhaps, was faster.
      if (error instanceof Refusal && error.code === 'not-found') return;
      this.logger.error({ err: error, recordingId }, 'purging a deleted recording failed');
      this.purgeLater(recordingId, retryMs);
    }
  }
}

const tooLate = () => Refusal.of('recording-deleted', 'The deletion cannot be taken back any more');

import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { In, type EntityManager } from 'typeorm';
import { Settings } from '../../config/settings';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock, type Cancel } from '../../realtime/clock';
import { RoomEntity } from '../../rooms/room.entity';
import { RecordingEntity } from '../recording.entity';
import { Deletions } from './deletions';

const dayMs = 24 * 60 * 60 * 1_000;
/** Days are meant, so nobody minds an hour. */
const sweepEveryMs = dayMs / 24;

/** Which rules a recording falls under, in days; null for none. */
interface Rules {
  readonly roomDays: number | null;
  readonly serverDays: number | null;
}

/** When a recording is deleted by rule: the sooner one counts. Null for never. */
export function deletesAtMsOf(startedAtMs: number, { roomDays, serverDays }: Rules): number | null {
  const days = Math.min(roomDays ?? Infinity, serverDays ?? Infinity);
  return days === Infinity ? null : startedAtMs + days * dayMs;
}

/** Deletes recordings that are older than their room or the server wants them. */
@Injectable()
export class RecordingRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private cancelSweep: Cancel = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly deletions: Deletions,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RecordingRetention.name);
  }

  onApplicationBootstrap(): void {
    this.sweepNow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cancelSweep();
    await this.idle();
  }

  /** Resolves when no sweep is under way. */
  idle(): Promise<void> {
    return this.sweeping;
  }

  /** When each of these is deleted, by its id; as rooms and settings have it now. */
  async deadlinesOf(rows: readonly RecordingEntity[]): Promise<ReadonlyMap<string, number | null>> {
    const serverDays = this.settings.recording.days ?? null;
    const daysOf = await this.unitOfWork.read((manager) => roomDaysIn(manager, rows));
    return new Map(
      rows.map(({ id, roomId, startedAtMs }) => {
        const roomDays = daysOf.get(roomId) ?? null;
        return [id, deletesAtMsOf(startedAtMs, { roomDays, serverDays })];
      }),
    );
  }

  private sweepNow(): void {
    this.sweeping = this.sweep()
      .catch((error: unknown) => this.logger.error({ err: error }, 'deleting by age failed'))
      .finally(() => {
        this.cancelSweep = this.clock.schedule(sweepEveryMs, () => this.sweepNow());
      });
  }

  private async sweep(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const old = await this.unitOfWork.read((manager) => this.oldIn(manager, nowMs));
    const deadlines = await this.deadlinesOf(old);
    for (const { id } of old) {
      const deadlineMs = deadlines.get(id) ?? null;
      if (deadlineMs === null || deadlineMs > nowMs) continue;
      // One that cannot be deleted now must not keep the others.
      await this.deletions
        .deleteAtOnce(null, id, 'retention')
        .catch((error: unknown) =>
          this.logger.error({ err: error, recordingId: id }, 'deleting by age failed'),
        );
    }
  }

  /** What any rule could want to be gone; what still arrives is left alone. */
  private oldIn(manager: EntityManager, nowMs: number): Promise<RecordingEntity[]> {
    const { days } = this.settings.recording;
    const query = manager
      .createQueryBuilder(RecordingEntity, 'recording')
      .leftJoin(RoomEntity, 'room', 'room.id = recording.roomId')
      .where("recording.status NOT IN ('recording', 'processing')")
      .andWhere('recording.partOf IS NULL')
      .andWhere('recording.deletedAtMs IS NULL')
      .andWhere(
        `(recording.startedAtMs <= :serverMs OR recording.startedAtMs + room.recordingDays * CAST(${dayMs} AS bigint) <= :nowMs)`,
        { nowMs, serverMs: days === undefined ? 0 : nowMs - days * dayMs },
      );
    return query.getMany();
  }
}

async function roomDaysIn(
  manager: EntityManager,
  rows: readonly RecordingEntity[],
): Promise<ReadonlyMap<string, number | null>> {
  const ids = [...new Set(rows.map(({ roomId }) => roomId))];
  const rooms = await manager.find(RoomEntity, {
    where: { id: In(ids) },
    select: { id: true, recordingDays: true },
  });
  return new Map(rooms.map(({ id, recordingDays }) => [id, recordingDays]));
}

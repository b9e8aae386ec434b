import { statfs } from 'node:fs/promises';
import { Controller } from '@nestjs/common';
import { routes, type ServerHealth } from '@parley/contract';
import type { EntityManager } from 'typeorm';
import { AccountEntity } from '../auth/account.entity';
import { Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { ContractRoute } from '../http/contract-route';
import { LiveMeetings } from '../meetings/live-meetings';
import { RecordingEntity } from '../recordings/recording.entity';
import { RoomEntity } from '../rooms/room.entity';
import { publicSettings } from './public-settings';
import { version } from './version';

/** How the server is, for administrators. */
@Controller()
export class ServerHealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly meetings: LiveMeetings,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.readServerHealth)
  async read(): Promise<ServerHealth> {
    return {
      version,
      startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
      serverTime: new Date().toISOString(),
      disk: await diskOf(this.settings),
      memoryBytes: process.memoryUsage.rss(),
      ...(await this.unitOfWork.read(countsIn)),
      meetings: this.meetings.all().map((meeting) => ({
        roomId: meeting.roomId,
        roomName: meeting.roomName,
        startedAt: meeting.startedAt.toISOString(),
        participantCount: meeting.participantSeats().length,
        isRecording: meeting.recording !== null,
      })),
      settings: publicSettings(this.settings),
    };
  }
}

async function diskOf({ store, dataDir }: Settings): Promise<ServerHealth['disk']> {
  if (store === 'memory') return null;
  const { bavail, blocks, bsize } = await statfs(dataDir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

async function countsIn(manager: EntityManager) {
  const recordingsBytes = await manager.sum(RecordingEntity, 'sizeBytes');
  return {
    database: await databaseIn(manager),
    accountCount: await manager.count(AccountEntity),
    roomCount: await manager.count(RoomEntity),
    recordingsBytes: Number(recordingsBytes ?? 0),
  };
}

async function databaseIn(manager: EntityManager): Promise<ServerHealth['database']> {
  const isPostgres = manager.connection.options.type === 'postgres';
  const [row] = await manager.query<{ bytes: string | number }[]>(
    isPostgres
      ? 'SELECT pg_database_size(current_database()) AS bytes'
      : 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  );
  return { kind: isPostgres ? 'PostgreSQL' : 'SQLite', sizeBytes: Number(row?.bytes ?? 0) };
}

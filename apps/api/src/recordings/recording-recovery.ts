import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock, type Cancel } from '../realtime/clock';
import { FileStore } from '../storage/file-store';
import { SliceLogs } from '../storage/slice-logs';
import { Finaliser } from './finaliser';
import { RecorderWatch } from './recorder-watch';
import { RecordingCloser } from './recording-closer';
import type { RecordingEntity } from './recording.entity';
import { RecordingRows } from './recording-rows';
import { RunningRecordings } from './running-recordings';
import { isTicketOver } from './ticket';
import { RunningTracks } from './tracks/running-tracks';
import { Standbys } from './tracks/standbys';

/** Slices kept for a device that never came back are looked for this often. */
const sweepEveryMs = 10 * 60 * 1000;

/** Brings recordings through the server's own end and start: what was under way goes on, what was left lying is cleared. */
@Injectable()
export class RecordingRecovery
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private cancelSweep: Cancel = () => undefined;

  constructor(
    private readonly rows: RecordingRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly watch: RecorderWatch,
    private readonly closer: RecordingCloser,
    private readonly finaliser: Finaliser,
    private readonly running: RunningRecordings,
    private readonly tracks: RunningTracks,
    private readonly standbys: Standbys,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RecordingRecovery.name);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.sweepFilesIfPossible();
    await this.sweepSlices();
    await this.resume();
    for (const { id } of await this.rows.withStatus('processing')) void this.finaliser.finalise(id);
    this.sweepLater();
  }

  /** Recordings before who records them along. */
  private async resume(): Promise<void> {
    const rows = await this.rows.withStatus('recording');
    const isOn = ({ ticketEndsAtMs }: RecordingEntity) => ticketEndsAtMs === null;
    for (const row of rows.filter(({ kind }) => kind === 'mixed').filter(isOn))
      await this.running.resume(row);
    for (const row of rows.filter(({ kind }) => kind === 'standby').filter(isOn))
      this.standbys.resume(row);
    for (const { id } of rows) this.watch.expectAgain(id);
    await this.standbys.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cancelSweep();
    this.watch.forgetAll();
    await this.finaliser.close();
    await this.closer.idle();
    await this.running.idle();
    await this.tracks.idle();
    await this.standbys.idle();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.logs.closeAll();
  }

  private sweepLater(): void {
    this.cancelSweep = this.clock.schedule(sweepEveryMs, () => {
      void this.sweepSlices()
        .catch((error: unknown) => this.logger.error({ err: error }, 'sweeping slices failed'))
        .then(() => this.sweepFilesIfPossible())
        .finally(() => this.sweepLater());
    });
  }

  /** Lets go of slices that nobody needs any more: those of finished, deleted and long abandoned recordings. */
  private async sweepSlices(): Promise<void> {
    for (const id of await this.logs.list())
      await this.logs.exclusively(id, async (desk) => {
        const row = await this.rows.find(id);
        if (!row || this.isSettled(row)) await desk.delete();
      });
  }

  private isSettled(row: RecordingEntity): boolean {
    if (row.status === 'ready') return true;
    // What could not be read is kept for a person to look at, until somebody deletes the recording.
    const isFinal =
      row.status === 'recovered' ||
      (row.status === 'failed' && row.statusReason === 'nothing-recorded');
    return isFinal && isTicketOver(row, this.clock.now().getTime());
  }

  /** A bucket that is out of reach must not keep meetings from starting. */
  private async sweepFilesIfPossible(): Promise<void> {
    await this.sweepFiles().catch((error: unknown) =>
      this.logger.warn({ err: error }, 'sweeping files failed, trying again later'),
    );
  }

  /** Files of recordings that were deleted in the moment of a crash, or while the bucket was away. */
  private async sweepFiles(): Promise<void> {
    // In this order: a file comes after its row.
    const names = await this.files.list();
    const ids = await this.rows.ids();
    for (const name of names)
      if (!ids.has(name.slice(0, name.indexOf('.')))) await this.files.delete(name);
  }
}

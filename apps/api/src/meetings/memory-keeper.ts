import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { LiveSeat } from './live-seat';
import { LiveMeetings } from './live-meetings';
import { MeetingRecords } from './meeting-records';

/** Writes down, behind the event that changed it, what a restarted server should know of a participant. */
@Injectable()
export class MemoryKeeper implements BeforeApplicationShutdown {
  private readonly pending = new Set<LiveSeat>();
  /** The last write of each seat that has one to come or under way. */
  private readonly writes = new Map<LiveSeat, Promise<void>>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(MemoryKeeper.name);
  }

  /** Several changes in a row are one write. A failed write costs only what a restart would show until the page is back. */
  keep(seat: LiveSeat): void {
    if (this.pending.has(seat)) return;
    this.pending.add(seat);
    const write = this.meetings.inOrder(seat.roomId, () => {
      this.pending.delete(seat);
      return seat.standing === 'over' ? Promise.resolve() : this.records.remember(seat);
    });
    this.writes.set(seat, write);
    write
      .catch((error: unknown) =>
        this.logger.warn({ err: error, participantId: seat.participantId }, 'seat not written'),
      )
      .finally(() => {
        if (this.writes.get(seat) === write) this.writes.delete(seat);
      });
  }

  /**
   * Resolves when all that was kept of a seat until now is written, and rejects where the last write fails. Never to be
   * awaited inside the room's queue, where the write waits for its turn.
   */
  async written(seat: LiveSeat): Promise<void> {
    await this.writes.get(seat);
  }

  /** Loses nothing that is still on its way to the database. */
  async beforeApplicationShutdown(): Promise<void> {
    // What failed was said already.
    await Promise.allSettled(this.writes.values());
  }
}

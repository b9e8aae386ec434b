import { Injectable } from '@nestjs/common';
import type { RoomId } from '@parley/contract';
import { TryLimiter, type Try } from '../auth/try-limiter';
import { Mutex } from '../database/mutex';
import { Refusal } from '../errors/refusal';
import { RoomsService } from '../rooms/rooms.service';

/** Longer queues answer too late to matter. */
const maxQueued = 200;

/**
 * Checks room passwords and counts the wrong ones, per address and per room. One at a time for each room: then parallel
 * guesses are all counted before the next is looked at, and a class that arrives at once with the right password is not.
 */
@Injectable()
export class PasswordChecks {
  private readonly queues = new Map<RoomId, Mutex>();

  constructor(
    private readonly rooms: RoomsService,
    private readonly tries: TryLimiter,
  ) {}

  /** Refuses with `room-password-wrong`, `too-many-tries`, or `busy`. */
  async check(roomId: RoomId, password: string | undefined, address: string): Promise<void> {
    const queue = this.queues.get(roomId) ?? new Mutex();
    if (queue.length >= maxQueued)
      throw Refusal.of('busy', 'Too many are at this door', { retryAfterSeconds: 5 });
    this.queues.set(roomId, queue);
    try {
      await queue.run(() => this.checkNext(roomId, password, address));
    } finally {
      if (queue.length === 0 && this.queues.get(roomId) === queue) this.queues.delete(roomId);
    }
  }

  private async checkNext(
    roomId: RoomId,
    password: string | undefined,
    address: string,
  ): Promise<void> {
    const counted: Try[] = [
      { kind: 'room-password-address', key: address },
      { kind: 'room-password-room', key: roomId },
    ];
    const waits = await Promise.all(counted.map((tried) => this.tries.retryAfterSeconds(tried)));
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0)
      throw Refusal.of('too-many-tries', 'Too many wrong passwords', { retryAfterSeconds });
    if (await this.rooms.verifyPassword(roomId, password)) return;
    // An empty field is no guess.
    if (password !== undefined) await this.tries.consume(...counted);
    throw Refusal.of('room-password-wrong', 'The room password is wrong');
  }
}

import { Injectable } from '@nestjs/common';
import type { RoomId } from '@parley/contract';
import { Guesses } from '../auth/guesses';
import { Refusal } from '../errors/refusal';
import { RoomsService } from '../rooms/rooms.service';

/** Checks room passwords and counts the wrong ones, per address and per room. */
@Injectable()
export class PasswordChecks {
  constructor(
    private readonly rooms: RoomsService,
    private readonly guesses: Guesses,
  ) {}

  /** Refuses with `room-password-wrong`, `too-many-tries`, or `busy`. */
  async check(roomId: RoomId, password: string | undefined, address: string): Promise<void> {
    const isRight = await this.guesses.check({
      at: roomId,
      counted: [
        { kind: 'room-password-address', key: address },
        { kind: 'room-password-room', key: roomId },
      ],
      isRight: () => this.rooms.verifyPassword(roomId, password),
      isEmpty: password === undefined,
    });
    if (!isRight) throw Refusal.of('room-password-wrong', 'The room password is wrong');
  }
}

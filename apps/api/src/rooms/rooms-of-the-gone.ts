import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountGoodbyes } from '../auth/account-goodbyes';
import { RoomsService } from './rooms.service';
import { RunningMeetings } from './running-meetings';

/** An account's rooms go with it, in the database; this ends what goes on in them. */
@Injectable()
export class RoomsOfTheGone implements OnModuleInit {
  constructor(
    private readonly goodbyes: AccountGoodbyes,
    private readonly rooms: RoomsService,
    private readonly meetings: RunningMeetings,
  ) {}

  onModuleInit(): void {
    this.goodbyes.register(async (accountId) => {
      const rooms = await this.rooms.listOf(accountId);
      return async () => {
        for (const { id } of rooms) await this.meetings.endInRoom(id);
      };
    });
  }
}

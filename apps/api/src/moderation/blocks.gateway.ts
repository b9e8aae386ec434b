import { Injectable } from '@nestjs/common';
import type { BlockedPerson, PayloadOf } from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { Blocks } from './blocks';
import { assertModerates } from './target';

/** Moderators look at who is blocked from the room of their meeting. */
@Injectable()
export class BlocksGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly blocks: Blocks,
  ) {}

  @Handles('moderation:list-blocked')
  async list(caller: Caller): Promise<BlockedPerson[]> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const blocked = await this.blocks.list(meeting.roomId);
    assertModerates(meeting, by);
    return blocked;
  }

  @Handles('moderation:allow-again')
  async allowAgain(
    caller: Caller,
    { blockId }: PayloadOf<'moderation:allow-again'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const allowed = await this.blocks.allowAgain(meeting.roomId, blockId, by);
    const type = 'moderation:person-allowed-again';
    if (allowed) meeting.publish({ type, name: allowed.name, by: by.actor });
    return null;
  }
}

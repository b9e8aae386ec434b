import { Controller } from '@nestjs/common';
import { routes, type BlockedPerson } from '@parley/contract';
import { personOf } from '../audit/audit-log';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { RoomsService } from '../rooms/rooms.service';
import { Blocks } from './blocks';

/** An owner looks at who is blocked from a room of theirs. */
@Controller()
export class BlocksController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly blocks: Blocks,
  ) {}

  @ContractRoute(routes.listBlocked)
  async list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.listBlocked>,
  ): Promise<BlockedPerson[]> {
    const room = await this.rooms.findOwn(account.id, params.roomId);
    return this.blocks.list(room.id);
  }

  @ContractRoute(routes.allowAgain)
  async allowAgain(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.allowAgain>,
  ): Promise<void> {
    const room = await this.rooms.findOwn(account.id, params.roomId);
    await this.blocks.allowAgain(room.id, params.blockId, personOf(account));
  }
}

import { Controller } from '@nestjs/common';
import { type Room, type RoomModerator, routes } from '@parley/contract';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { replyOf } from './room.mapper';
import { RoomMembers } from './room-members';
import { RoomsService } from './rooms.service';
import { RunningMeetings } from './running-meetings';

/** Who moderates a person's own rooms, and who gets one. */
@Controller()
export class RoomMembersController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly members: RoomMembers,
    private readonly settings: Settings,
    private readonly tries: TryLimiter,
    private readonly meetings: RunningMeetings,
  ) {}

  @ContractRoute(routes.listRoomModerators)
  async list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.listRoomModerators>,
  ): Promise<RoomModerator[]> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    return this.members.moderatorsOf(id);
  }

  @ContractRoute(routes.addRoomModerator)
  async add(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.addRoomModerator>,
  ): Promise<RoomModerator> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    await this.countLookUp(account);
    const moderator = await this.members.addModerator(id, account.id, body.email);
    await this.meetings.applyRoles(id, new Map([[moderator.accountId, 'moderator']]));
    return moderator;
  }

  @ContractRoute(routes.removeRoomModerator)
  async remove(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.removeRoomModerator>,
  ): Promise<void> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    await this.members.removeModerator(id, account.id, params.accountId);
    await this.meetings.applyRoles(id, new Map([[params.accountId, 'participant']]));
  }

  @ContractRoute(routes.transferRoom)
  async transfer(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.transferRoom>,
  ): Promise<Room> {
    const { id } = await this.rooms.findOwn(account.id, params.roomId);
    await this.countLookUp(account);
    const room = await this.members.transfer(id, account.id, body.email);
    const { ownerId } = room;
    await this.meetings.applyRoles(
      id,
      new Map([
        [account.id, 'moderator'],
        [ownerId, 'host'],
      ]),
    );
    return replyOf(room, this.meetings.inRoom(id), this.settings.publicUrl);
  }

  /** Who may ask by email who has an account here could ask about everybody. */
  private countLookUp({ id }: AccountRecord): Promise<void> {
    return this.tries.consume({ kind: 'find-account', key: id });
  }
}

import { Controller } from '@nestjs/common';
import { type Room, routes } from '@parley/contract';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { replyOf, type RoomRecord } from './room.mapper';
import { RoomsService } from './rooms.service';
import { RunningMeetings } from './running-meetings';

/** A person's own rooms. */
@Controller()
export class RoomsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly settings: Settings,
    private readonly tries: TryLimiter,
    private readonly meetings: RunningMeetings,
  ) {}

  @ContractRoute(routes.listRooms)
  async list(@CurrentAccount() account: AccountRecord): Promise<Room[]> {
    const rooms = await this.rooms.listOf(account.id);
    return rooms.map((room) => this.reply(room));
  }

  @ContractRoute(routes.createRoom)
  async create(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { body }: ParsedOf<typeof routes.createRoom>,
  ): Promise<Room> {
    await this.tries.consume({ kind: 'create-room-account', key: account.id });
    return this.reply(await this.rooms.create(account.id, body));
  }

  @ContractRoute(routes.readRoom)
  async read(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.readRoom>,
  ): Promise<Room> {
    return this.reply(await this.rooms.findOwn(account.id, params.roomId));
  }

  @ContractRoute(routes.changeRoom)
  async change(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.changeRoom>,
  ): Promise<Room> {
    const room = await this.rooms.change(account.id, params.roomId, body);
    if (body.ceilings) await this.meetings.applyCeilings(room.id, room.ceilings);
    if (body.liberties) await this.meetings.applyLiberties(room.id, room.liberties);
    await this.meetings.applyRules(room);
    return this.reply(room);
  }

  @ContractRoute(routes.deleteRoom)
  async delete(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.deleteRoom>,
  ): Promise<void> {
    await this.rooms.delete(account.id, params.roomId);
    await this.meetings.endInRoom(params.roomId);
  }

  private reply(room: RoomRecord): Room {
    return replyOf(room, this.meetings.inRoom(room.id), this.settings.publicUrl);
  }
}

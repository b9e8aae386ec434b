import { Controller } from '@nestjs/common';
import { routes } from '@parley/contract';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { AdminRooms } from './admin-rooms.service';

/** Everybody's rooms, for administrators. */
@Controller()
export class AdminRoomsController {
  constructor(private readonly rooms: AdminRooms) {}

  @ContractRoute(routes.listAllRooms)
  list(@Parsed() { query }: ParsedOf<typeof routes.listAllRooms>) {
    return this.rooms.list(query);
  }

  @ContractRoute(routes.deleteAnyRoom)
  async delete(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.deleteAnyRoom>,
  ): Promise<void> {
    await this.rooms.delete(administrator, params.roomId);
  }

  @ContractRoute(routes.endMeetingInRoom)
  async endMeeting(
    @CurrentAccount() administrator: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.endMeetingInRoom>,
  ): Promise<void> {
    await this.rooms.endMeeting(administrator, params.roomId);
  }
}

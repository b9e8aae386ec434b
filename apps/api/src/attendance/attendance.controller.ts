import { Controller, Res } from '@nestjs/common';
import { type Attendance, routes } from '@parley/contract';
import type { Response } from 'express';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import { csvOf, sendCsv } from '../http/csv';
import type { AccountRecord } from '../http/identity';
import { attachment } from '../recordings/content-disposition';
import { AttendanceService } from './attendance.service';

/** Lists of who was there. */
@Controller()
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService) {}

  @ContractRoute(routes.listMeetings)
  list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, query }: ParsedOf<typeof routes.listMeetings>,
  ) {
    return this.attendance.meetings(account, params.roomId, query);
  }

  @ContractRoute(routes.readAttendance)
  read(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.readAttendance>,
  ): Promise<Attendance> {
    return this.attendance.of(account, params.roomId, params.meetingId);
  }

  @ContractRoute(routes.downloadAttendance)
  async download(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.downloadAttendance>,
    @Res() response: Response,
  ): Promise<void> {
    const attendance = await this.attendance.of(account, params.roomId, params.meetingId);
    const { roomName, startedAt } = attendance;
    const title = `${roomName} ${startedAt.slice(0, 10)}`;
    sendCsv(response, attachment(title, '.csv'), csvOf(linesOf(attendance)));
  }
}

/** One line for each stay, moments in UTC. */
function linesOf({ attendees }: Attendance): string[][] {
  const lines = attendees.flatMap(({ name, role, isAccount, stays }) =>
    stays.map(({ from, to }) => [name, role, isAccount ? 'account' : 'guest', from, to ?? '']),
  );
  return [['Name', 'Role', 'Kind', 'From (UTC)', 'To (UTC)'], ...lines];
}

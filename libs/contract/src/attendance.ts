import * as z from 'zod';
import { Id, Moment, RoomId } from './ids';
import { page, pageQuery } from './paging';
import { Role } from './roles';
import { route } from './route';

/** From coming in to leaving, or up to now (null). */
export const Stay = z.object({ from: Moment, to: Moment.nullable() });
export type Stay = z.infer<typeof Stay>;

/** One person who took part in a meeting, however often they came. */
export const Attendee = z.object({
  name: z.string(),
  /** The highest that they had. */
  role: Role,
  /** False for guests, whose name is only what they said. */
  isAccount: z.boolean(),
  stays: z.array(Stay).min(1),
});
export type Attendee = z.infer<typeof Attendee>;

/** A meeting of a room, past or going on (`endedAt` null). */
export const PastMeeting = z.object({
  id: Id,
  startedAt: Moment,
  endedAt: Moment.nullable(),
  attendeeCount: z.number().int().nonnegative(),
});
export type PastMeeting = z.infer<typeof PastMeeting>;

export const Attendance = PastMeeting.extend({
  roomId: RoomId,
  roomName: z.string(),
  attendees: z.array(Attendee),
});
export type Attendance = z.infer<typeof Attendance>;

const RoomParams = z.strictObject({ roomId: RoomId });
const MeetingParams = z.strictObject({ roomId: RoomId, meetingId: Id });

export const attendanceRoutes = {
  listMeetings: route({
    method: 'GET',
    path: '/api/rooms/:roomId/meetings',
    access: 'owner-or-administrator',
    summary: "A room's meetings, newest first.",
    params: RoomParams,
    query: z.strictObject(pageQuery),
    reply: page(PastMeeting).extend({ roomName: z.string() }),
    errors: ['not-found'],
  }),
  readAttendance: route({
    method: 'GET',
    path: '/api/rooms/:roomId/meetings/:meetingId',
    access: 'owner-or-administrator',
    summary: 'Who took part in a meeting, in which role, from when to when.',
    params: MeetingParams,
    reply: Attendance,
    errors: ['not-found'],
  }),
  downloadAttendance: route({
    method: 'GET',
    path: '/api/rooms/:roomId/meetings/:meetingId/attendance.csv',
    access: 'owner-or-administrator',
    summary: 'The same as a table for a spreadsheet: one line for each stay.',
    params: MeetingParams,
    rawReply: 'text/csv',
    errors: ['not-found'],
  }),
} as const;

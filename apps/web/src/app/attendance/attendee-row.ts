import type { Attendee, Stay } from '@parley/contract';
import { attendance } from '../text/attendance.en';
import { minutesBetween } from './minutes';

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** One person's attendance in words. */
export interface AttendeeRow {
  readonly name: string;
  readonly role: string;
  readonly kind: string;
  readonly stays: readonly string[];
  readonly time: string;
}

export function attendeeRowOf({ name, role, isAccount, stays }: Attendee, now: Date): AttendeeRow {
  const minutes = stays.reduce((sum, { from, to }) => sum + minutesBetween(from, to, now), 0);
  return {
    name,
    role: attendance.role(role),
    kind: isAccount ? attendance.account : attendance.guest,
    stays: stays.map(stayInWords),
    time: attendance.minutes(minutes),
  };
}

function stayInWords({ from, to }: Stay): string {
  const end = to === null ? attendance.stillHere : timeOfDay.format(new Date(to));
  return `${timeOfDay.format(new Date(from))} – ${end}`;
}

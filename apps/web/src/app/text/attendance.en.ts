import type { Role } from '@parley/contract';

const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;

const roles: Readonly<Record<Role, string>> = {
  host: 'Host',
  moderator: 'Moderator',
  participant: 'Participant',
  viewer: 'Viewer',
};

export const attendance = {
  meetingsHeading: 'Meetings',
  meetingsIntro: (room: string) => `In “${room}”, newest first.`,
  list: 'Meetings',
  people: (people: number) => count(people, 'person', 'people'),
  goesOn: 'Goes on',
  empty: 'No meetings yet',
  emptyText: 'Who was there, and for how long, is listed here after the first meeting.',
  toRooms: 'Rooms',
  toMeetings: 'All meetings',

  heading: 'Attendance',
  intro: (room: string, when: string) => `“${room}”, ${when}`,
  table: 'Attendance',
  columns: { name: 'Name', role: 'Role', kind: 'Kind', stays: 'From – to', time: 'In all' },
  role: (role: Role) => roles[role],
  account: 'Account',
  guest: 'Guest',
  stillHere: 'now',
  nobody: 'Nobody came in',
  nobodyText: 'Somebody asked to join, and left again before they were in.',
  download: 'Download CSV',
  minutes: (minutes: number) => {
    if (minutes < 1) return 'less than a minute';
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  },
} as const;

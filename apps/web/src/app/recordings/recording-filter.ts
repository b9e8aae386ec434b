import type { ListRecordings } from '@parley/contract';
import { recordings } from '../text/recordings.en';

/** How a library is narrowed; empty strings narrow nothing. `date` is one of `dates`. */
export interface RecordingFilter {
  readonly search: string;
  readonly roomId: string;
  readonly status: string;
  readonly date: string;
  /** Days as a browser's date field says them, both included; used where `date` is `chosen`. */
  readonly from: string;
  readonly to: string;
}
export const everything: RecordingFilter = {
  search: '',
  roomId: '',
  status: '',
  date: '',
  from: '',
  to: '',
};

/** The values are what the server is asked for. */
export const statusOptions = [
  { value: '', words: recordings.anyStatus },
  { value: 'ready', words: recordings.status('ready') },
  { value: 'recovered', words: recordings.status('recovered') },
  { value: 'recording,processing', words: recordings.inProgress },
  { value: 'failed', words: recordings.status('failed') },
] as const;

/** The values are how many days back, today included. */
export const dateOptions = [
  { value: '', words: recordings.anyDate },
  { value: '1', words: recordings.today },
  { value: '7', words: recordings.lastDays(7) },
  { value: '30', words: recordings.lastDays(30) },
  { value: '365', words: recordings.lastDays(365) },
  { value: 'chosen', words: recordings.chooseDates },
] as const;

export function isNarrowed(filter: RecordingFilter): boolean {
  return filter.search.trim() !== '' || `${filter.roomId}${filter.status}${filter.date}` !== '';
}

/** What the server is asked for; days are those of this device's time zone. */
export function queryOf(filter: RecordingFilter, now: Date): ListRecordings {
  const { roomId, status } = filter;
  return {
    ...(filter.search.trim() !== '' && { search: filter.search.trim() }),
    ...(roomId !== '' && { roomId }),
    ...(status !== '' && { status }),
    ...spanOf(filter, now),
  };
}

function spanOf(
  { date, from, to }: RecordingFilter,
  now: Date,
): Pick<ListRecordings, 'from' | 'to'> {
  if (date === '') return {};
  if (date !== 'chosen') return { from: midnight(now, 1 - Number(date)) };
  return {
    ...(from !== '' && { from: midnight(dayOf(from), 0) }),
    ...(to !== '' && { to: midnight(dayOf(to), 1) }),
  };
}

/** `2026-11-20` as a day of this device, which `new Date` would take for one of Greenwich. */
const dayOf = (day: string) => new Date(`${day}T00:00`);

function midnight(day: Date, daysLater: number): string {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater).toISOString();
}

import { type Attendee, Role, type Stay } from '@parley/contract';
import type { SeatEntity, SeatStanding } from '../meetings/seat.entity';

type Sat = Pick<
  SeatEntity,
  'name' | 'role' | 'accountId' | 'deviceHash' | 'standing' | 'joinedAtMs' | 'changedAtMs'
>;

const alive: readonly SeatStanding[] = ['waiting', 'admitted'];

interface Span {
  readonly fromMs: number;
  /** Infinity while it goes on. */
  readonly toMs: number;
}

/**
 * Who took part, in the order in which they came. An account is one person whatever they called themselves; a guest is one as
 * long as browser and name are the same. Whoever only waited is not among them.
 */
export function attendeesOf(seats: readonly Sat[]): Attendee[] {
  const people = new Map<string, Sat[]>();
  for (const seat of seats) {
    if (seat.joinedAtMs === null) continue;
    const key = seat.accountId ?? `${seat.deviceHash} ${seat.name}`;
    people.set(key, [...(people.get(key) ?? []), seat]);
  }
  return [...people.values()]
    .map(attendeeOf)
    .sort((one, other) => (firstOf(one) < firstOf(other) ? -1 : 1));
}

const firstOf = ({ stays }: Attendee) => stays[0]?.from ?? '';

function attendeeOf(seats: readonly Sat[]): Attendee {
  const sorted = [...seats].sort((one, other) => Number(one.joinedAtMs) - Number(other.joinedAtMs));
  const ranks = sorted.map(({ role }) => Role.options.indexOf(role));
  return {
    name: sorted.at(-1)?.name ?? '',
    role: Role.options[Math.min(...ranks)] ?? 'participant',
    isAccount: sorted.some(({ accountId }) => accountId !== null),
    stays: joined(sorted.map(spanOf)).map(stayOf),
  };
}

function spanOf({ joinedAtMs, changedAtMs, standing }: Sat): Span {
  const fromMs = joinedAtMs ?? changedAtMs;
  // Coming back after a removal was forgiven writes later moments; nobody leaves before they came.
  const toMs = alive.includes(standing) ? Infinity : Math.max(fromMs, changedAtMs);
  return { fromMs, toMs };
}

/** Spans that touch or overlap are one stay. Expects them by their beginning. */
function joined(spans: readonly Span[]): Span[] {
  const stays: Span[] = [];
  for (const span of spans) {
    const last = stays.at(-1);
    if (last && span.fromMs <= last.toMs)
      stays[stays.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    else stays.push(span);
  }
  return stays;
}

function stayOf({ fromMs, toMs }: Span): Stay {
  const to = toMs === Infinity ? null : new Date(toMs).toISOString();
  return { from: new Date(fromMs).toISOString(), to };
}

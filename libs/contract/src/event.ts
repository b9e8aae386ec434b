import type * as z from 'zod';
import type { ErrorCode } from './errors';
import type { Permission } from './roles';

/** `waiting`: has a seat but a moderator has not let them in. `admitted`: takes part. Nothing happens without a seat. */
export type SeatState = 'waiting' | 'admitted';

/** How many of one kind of event a socket may send: a bucket of `burst` that refills at `perSecond`. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}
export const rates = {
  signal: { burst: 200, perSecond: 50 },
  chat: { burst: 5, perSecond: 1 },
  other: { burst: 20, perSecond: 5 },
} as const satisfies Record<string, RateLimit>;

/** One event from a client, answered by an acknowledgement of `Result<reply>`. Default deny: what is not declared does not exist. */
export interface ClientEvent<
  Payload extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly summary: string;
  readonly payload: Payload;
  readonly reply: Reply;
  readonly states: readonly SeatState[];
  /** Needed besides the state; absent means that every admitted role may. */
  readonly permission?: Permission;
  readonly rate: RateLimit;
  readonly errors: readonly ErrorCode[];
}

export function clientEvent<Payload extends z.ZodType, Reply extends z.ZodType>(
  definition: ClientEvent<Payload, Reply>,
): ClientEvent<Payload, Reply> {
  return definition;
}

/** One event from the server; the client parses it too, because a server of another version is also outside. */
export interface ServerEvent<Payload extends z.ZodType = z.ZodType> {
  readonly summary: string;
  readonly payload: Payload;
}

export function serverEvent<Payload extends z.ZodType>(
  definition: ServerEvent<Payload>,
): ServerEvent<Payload> {
  return definition;
}

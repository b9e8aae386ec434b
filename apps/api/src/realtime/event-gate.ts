import {
  clientEvents,
  type ClientEvent,
  type ClientEventName,
  type RateLimit,
} from '@parley/contract';
import { invalid } from '../errors/invalid';
import { Refusal } from '../errors/refusal';
import type { EventRates } from './event-rates';
import { RateBucket } from './rate-bucket';
import type { Caller } from './socket-seat';
import type { Strikes } from './strikes';

/** What stands before every handler for one socket: rate, then payload, state and permission, as the contract has them. */
export class EventGate {
  /** True once the socket was closed for flooding: what still comes from it costs nothing more. */
  isShut = false;
  private readonly buckets = new Map<ClientEventName | 'unknown', RateBucket>();

  constructor(
    private readonly rates: EventRates,
    private readonly strikes: Strikes,
  ) {}

  /** Refuses an event that comes too fast. Runs before everything else: a flood must stay cheap. */
  passRate(name: ClientEventName | undefined, caller: Caller, nowMs: number): void {
    const bucket = name
      ? this.bucket(name, this.rates.of(name), nowMs)
      : this.bucket('unknown', this.rates.ofUnknown, nowMs);
    if (bucket.take(nowMs)) return;
    if (this.strikes.add(nowMs)) {
      this.isShut = true;
      caller.page.close();
    }
    const { retryAfterSeconds } = bucket;
    throw Refusal.of('too-many-tries', 'Events come too fast', { retryAfterSeconds });
  }

  /** Returns the parsed payload where this caller may send this event now. */
  admit(name: ClientEventName, caller: Caller, args: readonly unknown[]): unknown {
    const { payload, states, permission }: ClientEvent = clientEvents[name];
    const state = caller.seat.stateOn(caller.page);
    if (state === null) throw Refusal.of('seat-gone', 'This seat is over');
    if (!states.includes(state))
      throw Refusal.of('forbidden', `${name} needs an admitted participant`);
    if (permission && !caller.seat.may(permission))
      throw Refusal.of('forbidden', `${name} needs the permission ${permission}`);
    if (args.length !== 1) throw Refusal.of('invalid', 'An event has exactly one payload');
    const parsed = payload.safeParse(args[0]);
    if (!parsed.success) throw invalid('payload', parsed.error);
    return parsed.data;
  }

  private bucket(key: ClientEventName | 'unknown', limit: RateLimit, nowMs: number): RateBucket {
    const known = this.buckets.get(key);
    if (known) return known;
    const bucket = new RateBucket(limit, nowMs);
    this.buckets.set(key, bucket);
    return bucket;
  }
}

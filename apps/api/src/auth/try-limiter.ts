import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contract';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../errors/refusal';

/** A whole school may sign up from one address, a script may not. */
const signUpsPerAddress = 100;
/** Each page that offers passkeys or the provider to somebody begins one sign-in. */
const signInStartsPerAddress = 300;

const triesOf = {
  'room-password-room': limits.roomPasswordTriesPerRoom,
  'room-password-address': limits.roomPasswordTriesPerAddress,
  'share-password-share': limits.sharePasswordTriesPerShare,
  'share-password-address': limits.sharePasswordTriesPerAddress,
  'sign-in-account': limits.signInTriesPerAccount,
  'sign-in-known-device': limits.signInTriesPerAccount,
  'sign-in-address': limits.signInTriesPerAddress,
  'sign-in-start-address': signInStartsPerAddress,
  'sign-up-address': signUpsPerAddress,
  'create-room-account': limits.roomsPerAccountAndHour,
  'find-account': 30,
  'invite-account': 100,
  'make-invitation-account': limits.invitationsPerRoom,
  'knock-device': limits.knocksPerDevice,
  'knock-address': limits.knocksPerAddress,
  'own-password': limits.signInTriesPerAccount,
  'set-picture': 30,
  'use-reset-link': 30,
  // A mail that nobody asked for is bearable three times, and a server that sends more is blocked by others (V10).
  'reset-mail-recipient': 3,
  'reset-mail-recipient-a-day': 10,
  'reset-mail-address': 10,
} as const;
export type TryKind = keyof typeof triesOf;

const hourSeconds = 60 * 60;
/** Where it is not `limits.triesWindowSeconds`. */
const windowSecondsOf: Readonly<Partial<Record<string, number>>> = {
  'create-room-account': hourSeconds,
  'knock-device': limits.knockWindowSeconds,
  'knock-address': limits.knockWindowSeconds,
  'reset-mail-recipient': hourSeconds,
  'reset-mail-recipient-a-day': 24 * hourSeconds,
  'reset-mail-address': hourSeconds,
};

/** One thing tried: `key` is the room id, the account's email, the address block, … */
export interface Try {
  readonly kind: TryKind;
  readonly key: string;
}

/**
 * Counts tries in a window of time, in this process. Consume before checking a password, so that
 * parallel guesses are counted too, and give back after the right one.
 */
@Injectable()
export class TryLimiter {
  private readonly limiters = new Map(
    Object.entries(triesOf).map(([kind, points]) => [
      kind,
      new RateLimiterMemory({
        keyPrefix: kind,
        points,
        duration: windowSecondsOf[kind] ?? limits.triesWindowSeconds,
      }),
    ]),
  );

  /**
   * Counts one try of each, in order; the first that is used up refuses with `too-many-tries` and counts nothing after
   * it. Put the address first: what one address may try is bounded before anything that others share is used up.
   */
  async consume(...tries: readonly Try[]): Promise<void> {
    for (const { kind, key } of tries) {
      const outcome = await this.limiterOf(kind)
        .consume(key)
        .catch((refused: unknown) => refused);
      if (outcome instanceof Error) throw outcome;
      if (outcome instanceof RateLimiterRes && outcome.consumedPoints > triesOf[kind])
        throw Refusal.of('too-many-tries', `Too many tries (${kind})`, {
          retryAfterSeconds: secondsUntil(outcome),
        });
    }
  }

  /** Takes back one try of each: it turned out right. */
  async giveBack(...tries: readonly Try[]): Promise<void> {
    for (const { kind, key } of tries) await this.limiterOf(kind).reward(key);
  }

  /** Seconds until another try can succeed; 0 where one can now. */
  async retryAfterSeconds(tried: Try): Promise<number> {
    const state = await this.limiterOf(tried.kind).get(tried.key);
    return state && state.remainingPoints <= 0 ? secondsUntil(state) : 0;
  }

  private limiterOf(kind: TryKind): RateLimiterMemory {
    const limiter = this.limiters.get(kind);
    if (!limiter) throw new TypeError(`No limiter for ${kind}`);
    return limiter;
  }
}

function secondsUntil(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}

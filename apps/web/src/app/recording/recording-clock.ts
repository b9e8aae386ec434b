import { inject, Injectable } from '@angular/core';
import type { ServerClock } from '@parley/recording';
import { MeetingClient } from '../meeting/connection/meeting-client';

/** Clocks of two devices drift apart by some milliseconds in so long. */
const readAgainAfterMs = 5 * 60_000;

export interface ServerMoment {
  /** Of the server's clock, since the epoch. */
  readonly atMs: number;
  /** At most so much is that wrong. */
  readonly errorMs: number;
}

/** The server's clock, on which everything recorded is aligned, read when it is needed. Lifetime: one meeting. */
@Injectable()
export class RecordingClock {
  readonly #client = inject(MeetingClient);
  #clock: Promise<ServerClock> | null = null;
  #readAtMs = Number.NEGATIVE_INFINITY;

  /** When a moment of this page's `performance.now()` was. Throws ParleyFailure where the server was never in reach. */
  async serverMomentOf(pageMs: number): Promise<ServerMoment> {
    const clock = await (this.#clock ??= this.#make());
    if (performance.now() - this.#readAtMs > readAgainAfterMs) await this.#read(clock);
    return { atMs: clock.nowMs() - performance.now() + pageMs, errorMs: clock.errorMs };
  }

  /** A clock that was read once is hardly wrong later: what was known stands while the server is out of reach. */
  async #read(clock: ServerClock): Promise<void> {
    try {
      await clock.synchronise();
      this.#readAtMs = performance.now();
    } catch (error) {
      if (clock.errorMs === Infinity) throw error;
    }
  }

  async #make(): Promise<ServerClock> {
    const { ServerClock } = await import('./open-recorder');
    return new ServerClock({
      now: () => performance.now(),
      readClock: async () => (await this.#client.request('recordings:read-clock', {})).nowMs,
    });
  }
}

import { inject, Injectable } from '@angular/core';
import { limits, type RecordedPause, sliceRoutes } from '@parley/contract';
import type { TakenPause } from '@parley/recording';
import { RestClient } from '../api/rest-client';
import { RecordingClock } from './recording-clock';
import type { Ticket } from './recording-sender';

/** A recorder that runs, or has run. */
interface Paused {
  readonly recorder: { readonly pauses: readonly TakenPause[] };
  readonly ticket: Ticket;
}

/** Tells the server when this device really recorded nothing: everything recorded is aligned by it. Lifetime: one meeting. */
@Injectable()
export class PauseTeller {
  readonly #clock = inject(RecordingClock);
  readonly #rest = inject(RestClient);

  /** All pauses so far. Where they are not told, those count that were ordered, which is wrong by what the orders took. */
  async tell({ recorder, ticket: { recordingId, ticket } }: Paused): Promise<void> {
    try {
      const pauses: RecordedPause[] = [];
      for (const { fromMs, toMs } of recorder.pauses.slice(-limits.recordingPauses))
        pauses.push({
          fromMs: (await this.#clock.serverMomentOf(fromMs)).atMs,
          toMs: (await this.#clock.serverMomentOf(toMs)).atMs,
        });
      const call = { ticket, body: { pauses } };
      await this.#rest.callWithTicket(sliceRoutes.putPauses, { recordingId }, call);
    } catch (error) {
      console.warn('pauses are told later, or never', error);
    }
  }
}

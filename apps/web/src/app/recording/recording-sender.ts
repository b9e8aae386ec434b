import { DOCUMENT, inject, Injectable } from '@angular/core';
import { sliceRoutes } from '@parley/contract';
import type { SliceKeeper } from '@parley/recording';
import { RestClient } from '../api/rest-client';
import { Sending } from './sending';

export interface Ticket {
  readonly recordingId: string;
  readonly ticket: string;
}

interface Ending {
  readonly picture?: Promise<Blob>;
  /** Said when every slice is there, before the server is told that this was all. */
  readonly lastWords?: () => Promise<void>;
}

/** Brings recordings to the server. Lives as long as the page: leaving a meeting does not stop what is on its way. */
@Injectable({ providedIn: 'root' })
export class RecordingSender {
  readonly #rest = inject(RestClient);
  readonly #sending = inject(Sending);
  readonly #keepers = new Set<Pick<SliceKeeper, 'retryNow'>>();

  constructor() {
    inject(DOCUMENT).defaultView?.addEventListener('online', () => {
      for (const keeper of this.#keepers) keeper.retryNow();
    });
  }

  /** Hurries this keeper whenever the network comes back, until it is finished. */
  hurryOnline(keeper: Pick<SliceKeeper, 'retryNow'>): void {
    this.#keepers.add(keeper);
  }

  /** The picture in the library; a recording without one is still a recording. */
  async sendThumbnail({ recordingId, ticket }: Ticket, picture: Promise<Blob>): Promise<void> {
    try {
      const { putThumbnail } = sliceRoutes;
      const bytes = await picture;
      await this.#rest.callWithTicket(putThumbnail, { recordingId }, { ticket, bytes });
    } catch (error) {
      console.warn('thumbnail not taken', error);
    }
  }

  /**
   * Waits until every slice is on the server, tells it that this was all, and lets go of what was kept here.
   * Rejects when the server will not take the rest; what is left then stays on this device.
   */
  async finish(
    keeper: SliceKeeper,
    ticketed: Ticket,
    { picture, lastWords }: Ending = {},
  ): Promise<void> {
    const { recordingId, ticket } = ticketed;
    this.hurryOnline(keeper);
    this.#sending.begin(recordingId);
    try {
      if (picture) await this.sendThumbnail(ticketed, picture);
      const { sliceCount } = await keeper.drained();
      await lastWords?.();
      const body = { sliceCount };
      const { finishRecording } = sliceRoutes;
      await this.#rest.callWithTicket(finishRecording, { recordingId }, { ticket, body });
      await keeper.forget();
    } catch (error) {
      await keeper.close();
      throw error;
    } finally {
      this.#keepers.delete(keeper);
      this.#sending.end(recordingId);
    }
  }
}

import { inject, Injectable } from '@angular/core';
import { firstValueFrom, timer } from 'rxjs';
import { ParleyFailure } from '../api/parley-failure';
import { contentOf, FETCH, refusalIn } from '../api/rest-client';

/** Where the server does not say when to ask again. */
const usualWaitSeconds = 2;

/** Asks for the MP4 of a recording until the server has made it, which asking for it begins. */
@Injectable({ providedIn: 'root' })
export class Mp4Maker {
  private readonly fetch = inject(FETCH);

  /** Resolves when the file at `address` can be had. Throws ParleyFailure where it cannot. */
  async made(address: string): Promise<void> {
    for (;;) {
      const refusal = await this.ask(address);
      if (refusal === null) return;
      if (refusal.code !== 'format-processing') throw refusal;
      await firstValueFrom(timer((refusal.retryAfterSeconds ?? usualWaitSeconds) * 1_000));
    }
  }

  private async ask(address: string): Promise<ParleyFailure | null> {
    // One byte, and not the first: that would count as somebody watching.
    const headers = { range: 'bytes=1-1' };
    try {
      const response = await this.fetch(address, { headers, credentials: 'same-origin' });
      if (response.ok) return null;
      return refusalIn(await contentOf(response, address), address, response.status);
    } catch (error) {
      throw error instanceof ParleyFailure ? error : ParleyFailure.offline(error);
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { Response } from 'express';

/** What is just being sent by links, so that a link taken back sends nothing more. */
@Injectable()
export class SharedStreams {
  private readonly byShare = new Map<string, Set<Response>>();

  /** Sends by a link, until it is done or cut off. */
  async during(shareId: string, response: Response, send: () => Promise<void>): Promise<void> {
    const running = this.byShare.get(shareId) ?? new Set();
    this.byShare.set(shareId, running.add(response));
    try {
      await send();
    } finally {
      running.delete(response);
      if (running.size === 0) this.byShare.delete(shareId);
    }
  }

  cut(shareId: string): void {
    for (const response of this.byShare.get(shareId) ?? []) response.destroy();
  }
}

import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Seat } from '@parley/contract';
import * as z from 'zod';

const Kept = z.object({
  seat: Seat,
  wishes: z.object({ microphone: z.boolean(), camera: z.boolean() }),
});
export type KeptSeat = z.infer<typeof Kept>;

/**
 * Keeps the seat of a room in this tab, so that a reload is no leaving: session storage lives as long as the tab and no
 * other tab reads it. The token in it is good for this one meeting only.
 */
@Injectable({ providedIn: 'root' })
export class SeatKeeper {
  readonly #storage = inject(DOCUMENT).defaultView?.sessionStorage;

  keep(roomId: string, kept: KeptSeat): void {
    this.#storage?.setItem(keyOf(roomId), JSON.stringify(kept));
  }

  read(roomId: string): KeptSeat | null {
    const text = this.#storage?.getItem(keyOf(roomId));
    if (!text) return null;
    try {
      return Kept.parse(JSON.parse(text));
    } catch {
      // Kept by an older page in another shape: the door is the way in then.
      this.forget(roomId);
      return null;
    }
  }

  forget(roomId: string): void {
    this.#storage?.removeItem(keyOf(roomId));
  }
}

const keyOf = (roomId: string) => `parley.seat.${roomId}`;

import { DOCUMENT, inject, Injectable } from '@angular/core';
import { RoomId } from '@parley/contract';
import * as z from 'zod';
import { readJson } from '../api/remembered';

const storageKey = 'parley.joined-by-itself';
/** More rooms than anybody has kiosks in. */
const keptRooms = 20;
const Rooms = z.array(RoomId);

/**
 * Rooms that a person entered here by their own click although the link asks to join by itself: from then on it may. A link
 * alone never switches a camera on for others: it could come from anybody.
 */
@Injectable({ providedIn: 'root' })
export class SelfJoinedRooms {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;

  has(roomId: string): boolean {
    return this.#read().some((known) => known === roomId);
  }

  remember(roomId: string): void {
    const others = this.#read().filter((known) => known !== roomId);
    this.#storage?.setItem(storageKey, JSON.stringify([roomId, ...others].slice(0, keptRooms)));
  }

  #read(): readonly string[] {
    return readJson(this.#storage?.getItem(storageKey), Rooms) ?? [];
  }
}

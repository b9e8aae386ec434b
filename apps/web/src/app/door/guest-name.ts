import { DOCUMENT, inject, Injectable } from '@angular/core';
import { limits } from '@parley/contract';

const storageKey = 'parley.name';

/** The name a person gave last on this device. */
@Injectable({ providedIn: 'root' })
export class GuestName {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;

  read(): string {
    return (this.#storage?.getItem(storageKey) ?? '').slice(0, limits.nameLength);
  }

  remember(name: string): void {
    this.#storage?.setItem(storageKey, name);
  }
}

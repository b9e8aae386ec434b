import { Injectable, signal } from '@angular/core';

/** Whose picture this person wants large, by its tile's key: for themselves alone. Lifetime: the stage's. */
@Injectable()
export class PinStore {
  readonly #key = signal<string | null>(null);
  /** Null where nobody is wanted larger than the others. The tile may be gone. */
  readonly key = this.#key.asReadonly();

  /** Pins this tile instead of any other, or lets go of it. */
  toggle(key: string): void {
    this.#key.update((pinned) => (pinned === key ? null : key));
  }
}

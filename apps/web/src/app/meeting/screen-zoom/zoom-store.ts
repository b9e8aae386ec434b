import { Injectable, signal } from '@angular/core';

/** How many times larger than whole each screen is looked at here, by the key of its tile. Lifetime: the stage's. */
@Injectable()
export class ZoomStore {
  readonly #scales = signal<ReadonlyMap<string, number>>(new Map());
  /** Screens that are seen whole are not in it. */
  readonly scales = this.#scales.asReadonly();

  set(key: string, scale: number): void {
    if ((this.#scales().get(key) ?? 1) === scale) return;
    const scales = new Map(this.#scales());
    if (scale === 1) scales.delete(key);
    else scales.set(key, scale);
    this.#scales.set(scales);
  }
}

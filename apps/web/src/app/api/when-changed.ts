import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { Signal } from '@angular/core';
import { debounceTime, skip } from 'rxjs';

/** A pause in typing after which it is worth asking the server. */
const pauseMs = 250;

/** Calls `reload` after what somebody typed or chose has rested. Lifetime: that of the injection context. */
export function whenChanged(wish: Signal<unknown>, reload: () => void): void {
  toObservable(wish).pipe(skip(1), debounceTime(pauseMs), takeUntilDestroyed()).subscribe(reload);
}

import { assertInInjectionContext, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { interval, map } from 'rxjs';

/** Milliseconds of the own clock, renewed each second until the caller's injector ends. */
export function secondsTick(): Signal<number> {
  assertInInjectionContext(secondsTick);
  return toSignal(interval(1_000).pipe(map(() => Date.now())), { initialValue: Date.now() });
}

import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter, fromEvent, interval, merge } from 'rxjs';

/**
 * Calls `refresh` every `periodMs` while somebody can see the page, and at once when they come back to it.
 * Lifetime: that of the injection context it is called in.
 */
export function refreshWhileVisible(periodMs: number, refresh: () => void): void {
  const page = inject(DOCUMENT);
  merge(interval(periodMs), fromEvent(page, 'visibilitychange'))
    .pipe(
      filter(() => page.visibilityState === 'visible'),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(refresh);
}

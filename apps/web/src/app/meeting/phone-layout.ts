import { DestroyRef, DOCUMENT, inject, type Signal, signal } from '@angular/core';
import { phoneWidth } from './stage-layout';

/** True while the page is as narrow as a phone. Lifetime: the caller's injector. */
export function phoneLayout(): Signal<boolean> {
  const query = inject(DOCUMENT).defaultView?.matchMedia(`(max-width: ${phoneWidth - 0.02}px)`);
  const isPhone = signal(query?.matches ?? false);
  const read = (event: MediaQueryListEvent) => isPhone.set(event.matches);
  query?.addEventListener('change', read);
  inject(DestroyRef).onDestroy(() => query?.removeEventListener('change', read));
  return isPhone.asReadonly();
}

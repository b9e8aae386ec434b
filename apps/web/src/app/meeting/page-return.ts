import { DestroyRef, DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';

/** Loads the page anew. */
export const reloadPage = new InjectionToken<() => void>('reloadPage', {
  providedIn: 'root',
  factory: () => {
    const { location } = inject(DOCUMENT);
    return () => location.reload();
  },
});

/**
 * A page that the browser had put aside (back/forward cache) has said goodbye, and its socket and peers are gone with
 * it. When it is shown again it is loaded anew, as after any reload: the seat is in its tab, if it is still kept.
 * Lifetime: the session's.
 */
@Injectable()
export class PageReturn {
  readonly #reload = inject(reloadPage);

  constructor() {
    const page = inject(DOCUMENT).defaultView;
    page?.addEventListener('pageshow', this.#shown);
    inject(DestroyRef).onDestroy(() => page?.removeEventListener('pageshow', this.#shown));
  }

  readonly #shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#reload();
  };
}

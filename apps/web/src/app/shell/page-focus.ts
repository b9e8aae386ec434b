import { afterNextRender, DestroyRef, DOCUMENT, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, skip } from 'rxjs';

const pathOf = (url: string) => url.split(/[?#]/, 1).join('');

/**
 * Moves the focus to the heading of a page that was navigated to, so that a screen reader begins there.
 * The first page keeps the browser's own focus, and so does a page that put it somewhere itself.
 */
export function focusPageOnNavigation(): { focusMain(): void } {
  const page = inject(DOCUMENT);
  const router = inject(Router);
  const injector = inject(Injector);

  const focusMain = () => {
    const target = page.querySelector<HTMLElement>('main h1') ?? page.querySelector('main');
    if (!(target instanceof HTMLElement)) return;
    target.tabIndex = -1;
    target.focus();
  };
  const focusUnlessPageDid = () => {
    const isInPage = page.activeElement?.closest('main, [role="dialog"]') ?? null;
    if (isInPage === null) focusMain();
  };

  let lastPath = '';
  router.events
    .pipe(
      filter((event) => event instanceof NavigationEnd),
      filter((event) => {
        const path = pathOf(event.urlAfterRedirects);
        const isNewPage = path !== lastPath;
        lastPath = path;
        return isNewPage;
      }),
      skip(1),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(() => afterNextRender({ read: focusUnlessPageDid }, { injector }));
  return { focusMain };
}

import { booleanAttribute, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Brand } from '@parley/ui';
import { inFrame } from './framed';

/** A page outside the shell: the brand above, and one thing in the middle; `align-self: start` puts that at the top. */
@Component({
  selector: 'parley-page-frame',
  imports: [Brand, RouterLink],
  template: `
    <header>
      @if (stay() || isFramed) {
        <ui-brand />
      } @else {
        <a class="home" routerLink="/"><ui-brand /></a>
      }
    </header>
    <main id="main"><ng-content /></main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-height: 100dvh;
    }
    header {
      display: flex;
      align-items: center;
      height: var(--bar);
      padding: 0 max(var(--space-5), env(safe-area-inset-left));
    }
    .home {
      display: inline-flex;
      align-items: center;
      min-height: var(--target);
      text-decoration: none;
    }
    main {
      display: grid;
      grid-template: 1fr / minmax(0, 1fr);
      place-items: center;
      padding: var(--space-2) max(var(--space-4), env(safe-area-inset-right))
        max(var(--space-8), env(safe-area-inset-bottom))
        max(var(--space-4), env(safe-area-inset-left));
    }
    @media (max-width: 860px) {
      header {
        padding-inline: max(var(--space-4), env(safe-area-inset-left));
      }
      main {
        padding-bottom: max(var(--space-5), env(safe-area-inset-bottom));
      }
    }
  `,
})
export class PageFrame {
  /** The brand leads nowhere: whoever leaves this page loses something. */
  readonly stay = input(false, { transform: booleanAttribute });
  /** In another page's frame there is no start page. */
  protected readonly isFramed = inFrame();
}

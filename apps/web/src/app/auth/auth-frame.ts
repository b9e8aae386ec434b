import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Brand } from '@parley/ui';

/** The page around the sign-in and sign-up forms: brand above, one column in the middle. */
@Component({
  selector: 'parley-auth-frame',
  imports: [Brand, RouterLink],
  template: `
    <header>
      <a routerLink="/" class="home"><ui-brand /></a>
    </header>
    <main id="main">
      <div class="card">
        <div class="intro">
          <h1>{{ heading() }}</h1>
          @if (intro()) {
            <p class="soft">{{ intro() }}</p>
          }
        </div>
        <ng-content />
      </div>
    </main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: var(--bar) 1fr;
      min-height: 100dvh;
    }
    header {
      display: flex;
      align-items: center;
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
      align-content: center;
      justify-items: center;
      padding: var(--space-5) var(--space-4) var(--bar);
    }
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-5);
      width: min(100%, var(--column) + 2 * var(--space-6));
      padding: var(--space-6);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    .intro {
      display: grid;
      gap: var(--space-2);
    }
    p {
      margin: 0;
    }
    @media (width <= 32.5em) {
      main {
        align-content: start;
      }
      .card {
        padding: 0;
        border: 0;
        background: none;
        box-shadow: none;
      }
    }
  `,
})
export class AuthFrame {
  readonly heading = input.required<string>();
  readonly intro = input('');
}

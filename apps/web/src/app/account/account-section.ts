import { Component, input } from '@angular/core';

/** One part of the account page: what it is about on the left, the matter in a card on the right; on a phone below it. */
@Component({
  selector: 'parley-account-section',
  host: { role: 'region', '[attr.aria-label]': 'heading()' },
  template: `
    <header>
      <h2>{{ heading() }}</h2>
      @if (intro()) {
        <p class="soft">{{ intro() }}</p>
      }
    </header>
    <div class="card"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
      gap: var(--space-4) var(--space-6);
      padding: var(--space-5) 0;
      border-top: 1px solid var(--line);
    }
    h2 {
      margin: 0;
      font-size: var(--text-l);
    }
    p {
      margin: var(--space-2) 0 0;
      font-size: var(--text-s);
    }
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    @media (max-width: 860px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .card {
        padding: var(--space-4);
      }
    }
  `,
})
export class AccountSection {
  readonly heading = input.required<string>();
  readonly intro = input('');
}

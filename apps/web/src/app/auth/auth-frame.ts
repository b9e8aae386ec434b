import { Component, input } from '@angular/core';
import { PageFrame } from '../shell/page-frame';

/** The page around the sign-in and sign-up forms: one column, a card where there is room for one. */
@Component({
  selector: 'parley-auth-frame',
  imports: [PageFrame],
  template: `
    <parley-page-frame>
      <div class="card">
        <div class="intro">
          <h1>{{ heading() }}</h1>
          @if (intro()) {
            <p class="soft">{{ intro() }}</p>
          }
        </div>
        <ng-content />
      </div>
    </parley-page-frame>
  `,
  styles: `
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
      .card {
        align-self: start;
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

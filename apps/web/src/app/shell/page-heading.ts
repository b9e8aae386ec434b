import { Component, input } from '@angular/core';

/** Heading and one sentence at the top of a page; its content is what can be done with the page as a whole. */
@Component({
  selector: 'parley-page-heading',
  template: `
    <div class="words">
      <h1>{{ heading() }}</h1>
      <p class="soft">{{ intro() }}</p>
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-4);
      margin-bottom: var(--space-6);
    }
    .words {
      flex: 1 1 calc(5 * var(--space-8));
      min-width: 0;
    }
    p {
      margin: var(--space-2) 0 0;
    }
  `,
})
export class PageHeading {
  readonly heading = input.required<string>();
  readonly intro = input('');
}

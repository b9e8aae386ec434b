import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Brand, Button, EmptyState } from '@parley/ui';
import { notFound } from '../text/common.en';

/** Any address that is none of ours. */
@Component({
  selector: 'parley-not-found-page',
  imports: [Brand, Button, EmptyState, RouterLink],
  template: `
    <main id="main">
      <ui-brand />
      <ui-empty-state icon="link" [level]="1" [heading]="text.heading" [text]="text.text">
        <a uiButton kind="primary" routerLink="/">{{ text.back }}</a>
      </ui-empty-state>
    </main>
  `,
  styles: `
    main {
      display: grid;
      gap: var(--space-6);
      max-width: calc(var(--page) / 2);
      margin: 0 auto;
      padding: var(--space-6) var(--space-4);
    }
  `,
})
export class NotFoundPage {
  protected readonly text = notFound;
}

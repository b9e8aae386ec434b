import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState } from '@parley/ui';
import { notFound } from '../text/common.en';
import { PageFrame } from './page-frame';

/** Any address that is none of ours. */
@Component({
  selector: 'parley-not-found-page',
  imports: [Button, EmptyState, PageFrame, RouterLink],
  template: `
    <parley-page-frame>
      <ui-empty-state icon="link" [level]="1" [heading]="text.heading" [text]="text.text">
        <a uiButton kind="primary" routerLink="/">{{ text.back }}</a>
      </ui-empty-state>
    </parley-page-frame>
  `,
  styles: `
    ui-empty-state {
      width: min(100%, var(--page) / 2);
    }
  `,
})
export class NotFoundPage {
  protected readonly text = notFound;
}

import { Component, DOCUMENT, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Button, Notice, ToastHost } from '@parley/ui';
import { forgetFilesAtSignOut } from './files/forget-at-sign-out';
import { NavigationTrouble } from './shell/navigation-trouble';
import { focusPageOnNavigation } from './shell/page-focus';
import { Toasts } from './shell/toasts';
import { common } from './text/common.en';
import { sentenceFor } from './text/errors.en';

/** The root: a way past the bar, the page, and the messages at its foot. */
@Component({
  selector: 'parley-root',
  imports: [Button, Notice, RouterOutlet, ToastHost],
  template: `
    <a class="skip" href="#main" (click)="skipToMain($event)">{{ text.skipToContent }}</a>
    <router-outlet />
    @if (trouble.failure(); as failure) {
      <div class="trouble">
        <ui-notice role="alert" tone="danger">
          {{ sentenceFor(failure) }}
          <button slot="action" type="button" uiButton (click)="reload()">{{ text.retry }}</button>
        </ui-notice>
      </div>
    }
    <ui-toast-host
      [toasts]="toasts.shown()"
      [dismissLabel]="text.dismiss"
      (dismissed)="toasts.dismiss($event)"
    />
  `,
  styles: `
    .skip {
      position: fixed;
      top: var(--space-2);
      left: var(--space-2);
      z-index: 1200;
      padding: var(--space-3) var(--space-4);
      border-radius: var(--radius-s);
      background: var(--surface);
      transform: translateY(calc(-100% - var(--space-5)));
    }
    .trouble {
      position: fixed;
      inset: var(--space-4) var(--space-4) auto;
      z-index: 1050;
      max-width: var(--page);
      margin: 0 auto;
    }
    .skip:focus {
      box-shadow: var(--shadow);
      transform: none;
    }
  `,
})
export class App {
  protected readonly trouble = inject(NavigationTrouble);
  protected readonly toasts = inject(Toasts);
  protected readonly text = common;
  protected readonly sentenceFor = sentenceFor;
  private readonly page = inject(DOCUMENT);
  private readonly pageFocus = focusPageOnNavigation();

  constructor() {
    forgetFilesAtSignOut();
  }

  /** The heading rather than the fragment: that would stay in the address. */
  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.pageFocus.focusMain();
  }

  protected reload(): void {
    this.page.defaultView?.location.reload();
  }
}

import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ToastHost } from '@parley/ui';
import { focusPageOnNavigation } from './shell/page-focus';
import { Toasts } from './shell/toasts';
import { common } from './text/common.en';

/** The root: a way past the bar, the page, and the messages at its foot. */
@Component({
  selector: 'parley-root',
  imports: [RouterOutlet, ToastHost],
  template: `
    <a class="skip" href="#main" (click)="skipToMain($event)">{{ text.skipToContent }}</a>
    <router-outlet />
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
      box-shadow: var(--shadow);
      transform: translateY(calc(-100% - var(--space-5)));
    }
    .skip:focus {
      transform: none;
    }
  `,
})
export class App {
  protected readonly toasts = inject(Toasts);
  protected readonly text = common;
  private readonly pageFocus = focusPageOnNavigation();

  /** A fragment in the address would be resolved against the base address and leave the page. */
  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.pageFocus.focusMain();
  }
}

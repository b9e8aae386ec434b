import { Component, input, output } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/** A short message that goes away by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Shows toasts at the foot of the page and reads them out politely. Stays in the page, so that the live region is known. */
@Component({
  selector: 'ui-toast-host',
  imports: [Button, Icon],
  template: `
    <div class="toasts" aria-live="polite" aria-relevant="additions">
      @for (toast of toasts(); track toast.id) {
        <div class="toast">
          <span>{{ toast.text }}</span>
          @if (toast.action; as action) {
            <button type="button" uiButton kind="quiet" (click)="run(toast, action.run)">
              {{ action.label }}
            </button>
          }
          <button
            type="button"
            uiButton
            kind="quiet"
            square
            [attr.aria-label]="dismissLabel()"
            (click)="dismissed.emit(toast.id)"
          >
            <ui-icon name="close" [size]="16" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .toasts {
      position: fixed;
      inset: auto var(--space-4) max(var(--space-5), env(safe-area-inset-bottom));
      z-index: 1100;
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      pointer-events: none;
    }
    .toast {
      --ink: var(--toast-ink);
      display: flex;
      align-items: center;
      gap: var(--space-2);
      max-width: min(100%, 60ch);
      padding: var(--space-1) var(--space-1) var(--space-1) var(--space-4);
      border-radius: var(--radius-m);
      background: var(--toast);
      color: var(--toast-ink);
      box-shadow: var(--shadow);
      font-size: var(--text-s);
      overflow-wrap: anywhere;
      pointer-events: auto;
      animation: rise var(--calm) var(--ease);
    }
    /* In a meeting nothing covers a face: the latest one stands in the bar above the stage. */
    :host-context(.stage) .toasts {
      inset: max(var(--space-1), env(safe-area-inset-top)) var(--space-4) auto;
    }
    :host-context(.stage) .toast {
      border: 1px solid var(--line);
      background: var(--surface);
      --ink: inherit;
      color: inherit;
    }
    :host-context(.stage) .toast:not(:last-child) {
      display: none;
    }
    /* On a phone the bar is full of what has to be seen at all times, as that somebody records: under it, then. */
    @media (max-width: 600px) {
      :host-context(.stage) .toasts {
        inset: calc(var(--bar) + env(safe-area-inset-top)) var(--space-2) auto;
      }
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(var(--space-3));
      }
    }
  `,
})
export class ToastHost {
  readonly toasts = input.required<readonly Toast[]>();
  readonly dismissLabel = input.required<string>();
  readonly dismissed = output<number>();

  protected run(toast: Toast, action: () => void): void {
    action();
    this.dismissed.emit(toast.id);
  }
}

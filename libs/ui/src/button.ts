import { booleanAttribute, Component, input } from '@angular/core';

/** `primary`: the one thing to do next. `danger`: cannot be undone, or leaves. `quiet`: no border until touched. */
export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet';

/**
 * The look of a button, put on a real button or link: `<button uiButton kind="primary">`.
 * `square` is for a lone icon; the button then needs an `aria-label`.
 */
@Component({
  // An attribute, so that the page keeps the native element with its role, focus and form behaviour.
  selector: 'button[uiButton], a[uiButton]',
  host: {
    '[class]': 'kind()',
    '[class.square]': 'square()',
    '[class.wide]': 'wide()',
    '[class.small]': 'small()',
  },
  template: '<ng-content />',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--space-2);
      min-height: var(--target);
      padding: 0 var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-round);
      background: var(--surface);
      color: var(--ink);
      font: 600 var(--text-s) / 1.2 var(--font);
      text-decoration: none;
      white-space: nowrap;
      cursor: pointer;
      transition:
        background-color var(--fast) var(--ease),
        border-color var(--fast) var(--ease),
        color var(--fast) var(--ease);
    }
    :host(:hover) {
      background: color-mix(in oklab, var(--surface), var(--ink) 6%);
    }
    :host(:active) {
      background: color-mix(in oklab, var(--surface), var(--ink) 12%);
    }
    :host(.primary) {
      border-color: transparent;
      background: var(--accent);
      color: var(--on-accent);
    }
    :host(.primary:hover) {
      background: color-mix(in oklab, var(--accent), var(--ink) 14%);
    }
    :host(.danger) {
      border-color: transparent;
      background: var(--danger);
      color: var(--on-danger);
    }
    :host(.danger:hover) {
      background: color-mix(in oklab, var(--danger), var(--ink) 14%);
    }
    :host(.quiet) {
      border-color: transparent;
      background: transparent;
    }
    :host(.quiet:hover) {
      background: color-mix(in oklab, transparent, var(--ink) 8%);
    }
    :host(.square) {
      width: var(--target);
      padding: 0;
    }
    :host(.wide) {
      width: 100%;
      min-height: var(--space-7);
      font-size: var(--text-m);
    }
    /* For what stands beside the matter; on a touch screen as large as any other. */
    :host(.small) {
      min-height: var(--space-6);
      padding: 0 var(--space-3);
      color: var(--ink-soft);
      font: 500 var(--text-xs) / 1.4 var(--font);
    }
    @media (pointer: coarse) {
      :host(.small) {
        min-height: var(--target);
      }
    }
    :host(:disabled),
    :host([aria-disabled='true']) {
      opacity: 0.5;
      cursor: default;
    }
  `,
})
export class Button {
  readonly kind = input<ButtonKind>('plain');
  readonly square = input(false, { transform: booleanAttribute });
  /** Fills its column and stands a little taller: the submit button of a form. */
  readonly wide = input(false, { transform: booleanAttribute });
  readonly small = input(false, { transform: booleanAttribute });
}

import { Component, computed, input } from '@angular/core';
import { type IconName, type IconShape, iconShapes } from './icon-shapes';

/** One inline icon, hidden from assistive technology: the control around it carries the name. */
@Component({
  selector: 'ui-icon',
  host: { 'aria-hidden': 'true', '[style.--icon-size]': 'size() / 16 + "rem"' },
  template: `
    <svg viewBox="0 0 24 24" focusable="false">
      @if (shape().lines) {
        <path class="lines" [attr.d]="shape().lines" />
      }
      @if (shape().dots) {
        <path class="dots" [attr.d]="shape().dots" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: var(--icon-size);
      height: var(--icon-size);
    }
    .lines {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.8;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .dots {
      fill: currentColor;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Edge length in CSS pixels at the browser's usual text size; it grows with the text. */
  readonly size = input(20);
  protected readonly shape = computed<IconShape>(() => iconShapes[this.name()]);
}

import { Component, input } from '@angular/core';
import { Icon } from './icon';
import type { IconName } from './icon-shapes';

/** What stands where a list would be: says what is missing and, in its content, offers what to do next. */
@Component({
  selector: 'ui-empty-state',
  imports: [Icon],
  template: `
    <span class="picture"><ui-icon [name]="icon()" [size]="28" /></span>
    @if (level() === 1) {
      <h1>{{ heading() }}</h1>
    } @else {
      <h2>{{ heading() }}</h2>
    }
    @if (text()) {
      <p>{{ text() }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-3);
      padding: var(--space-8) var(--space-5);
      border: 1px dashed var(--line);
      border-radius: var(--radius-l);
      text-align: center;
    }
    .picture {
      display: grid;
      place-items: center;
      width: var(--space-8);
      height: var(--space-8);
      border-radius: var(--radius-round);
      background: var(--accent-wash);
      color: var(--accent);
    }
    h1 {
      font-size: var(--text-l);
    }
    p {
      max-width: 44ch;
      margin: 0 0 var(--space-2);
      color: var(--ink-soft);
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input('');
  /** 1 where nothing else heads the page. */
  readonly level = input<1 | 2>(2);
}

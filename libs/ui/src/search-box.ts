import { Component, input, model } from '@angular/core';
import { FieldControl } from './field';
import { Icon } from './icon';

/** A box to search a list by; it has the width of its line on a phone. */
@Component({
  selector: 'ui-search-box',
  imports: [FieldControl, Icon],
  template: `
    <div class="search" role="search">
      <ui-icon name="search" [size]="18" />
      <input
        uiControl
        type="search"
        autocomplete="off"
        [maxLength]="maxLength()"
        [attr.aria-label]="label()"
        [placeholder]="label()"
        [(value)]="search"
      />
    </div>
  `,
  styles: `
    :host {
      display: block;
      width: min(100%, 300px);
    }
    .search {
      display: flex;
      align-items: center;
      min-height: var(--target);
      padding-left: var(--space-3);
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
      background: var(--surface);
      color: var(--ink-soft);
    }
    .search:focus-within {
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent);
    }
    input {
      color: var(--ink);
    }
    @media (width <= 37.5em) {
      :host {
        width: 100%;
      }
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>();
  /** In characters. */
  readonly maxLength = input.required<number>();
  readonly search = model.required<string>();
}

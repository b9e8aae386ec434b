import { Component, input, model } from '@angular/core';
import { limits } from '@parley/contract';
import { FieldControl, Icon } from '@parley/ui';

/** A box to search a list by. */
@Component({
  selector: 'parley-search-box',
  imports: [FieldControl, Icon],
  template: `
    <div class="search" role="search">
      <ui-icon name="search" [size]="18" />
      <input
        uiControl
        type="search"
        autocomplete="off"
        [maxLength]="maxLength"
        [attr.aria-label]="label()"
        [placeholder]="label()"
        [(value)]="search"
      />
    </div>
  `,
  styleUrl: './list-page.css',
  styles: `
    :host {
      flex: 0 1 300px;
    }
    .search {
      width: 100%;
    }
    @media (width <= 37.5em) {
      :host {
        flex: 1 0 100%;
      }
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>();
  readonly search = model.required<string>();
  protected readonly maxLength = limits.nameLength;
}

import { Component, input, output } from '@angular/core';
import { Icon } from '@parley/ui';

/** A word and the list to choose from beside it. */
@Component({
  selector: 'parley-choice-row',
  imports: [Icon],
  template: `
    <label>
      <span>{{ label() }}</span>
      <span class="select">
        <select (change)="choose($event)">
          @for (option of options(); track option.id) {
            <option [value]="option.id" [selected]="option.id === chosen()">
              {{ option.name }}
            </option>
          }
        </select>
        <ui-icon name="chevron-down" [size]="16" />
      </span>
    </label>
  `,
  styles: `
    :host {
      display: block;
    }
    label {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    .select {
      position: relative;
      display: inline-flex;
      align-items: center;
    }
    .select > ui-icon {
      position: absolute;
      right: var(--space-3);
      color: var(--ink-soft);
      pointer-events: none;
    }
    select {
      min-height: var(--target);
      padding: 0 var(--space-6) 0 var(--space-4);
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
      appearance: none;
      background: var(--surface);
      color: var(--ink);
      font: 500 var(--text-s) / 1.4 var(--font);
      cursor: pointer;
    }
  `,
})
export class ChoiceRow<Id extends string> {
  readonly label = input.required<string>();
  readonly options = input.required<readonly { readonly id: Id; readonly name: string }[]>();
  readonly chosen = input.required<Id>();
  readonly picked = output<Id>();

  protected choose({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return;
    const option = this.options()[target.selectedIndex];
    if (option) this.picked.emit(option.id);
  }
}

import { Component, input, model } from '@angular/core';
import { Icon } from '@parley/ui';

export interface Option {
  readonly value: string;
  readonly words: string;
}

/** One of a few, as a browser's own list; its label is read out, and shown where `isLabelled`. */
@Component({
  selector: 'parley-choice',
  imports: [Icon],
  template: `
    <label>
      <span [class.unseen]="!isLabelled()">{{ label() }}</span>
      <span class="box">
        <select (change)="choose($event)">
          @for (option of options(); track option.value) {
            <option [value]="option.value" [selected]="option.value === chosen()">
              {{ option.words }}
            </option>
          }
        </select>
        <ui-icon name="chevron-down" [size]="16" />
      </span>
    </label>
  `,
  styles: `
    label {
      display: grid;
      gap: var(--space-2);
      font: 600 var(--text-s) / 1.2 var(--font);
    }
    .box {
      position: relative;
      display: flex;
      align-items: center;
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
      background: var(--surface);
    }
    .box:focus-within {
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent);
    }
    select {
      appearance: none;
      width: 100%;
      min-height: calc(var(--target) - 2px);
      padding: 0 var(--space-6) 0 var(--space-3);
      border: 0;
      outline: 0;
      border-radius: inherit;
      background: var(--surface);
      font: 400 var(--text-m) / 1.4 var(--font);
    }
    ui-icon {
      position: absolute;
      right: var(--space-3);
      color: var(--ink-soft);
      pointer-events: none;
    }
  `,
})
export class Choice {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly isLabelled = input(false);
  readonly chosen = model.required<string>();

  protected choose({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.chosen.set(target.value);
  }
}

import { Component, computed, Directive, inject, input, model } from '@angular/core';

let fieldCount = 0;

/** A label above one control, with a hint or an error below that assistive technology reads with it. */
@Component({
  selector: 'ui-field',
  template: `
    <label [for]="id">{{ label() }}</label>
    <div class="box" [class.wrong]="error() !== ''"><ng-content /></div>
    @if (error()) {
      <p class="error" [id]="noteId">{{ error() }}</p>
    } @else if (hint()) {
      <p [id]="noteId">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
      min-width: 0;
    }
    label {
      font: 600 var(--text-s) / 1.2 var(--font);
    }
    .box {
      display: flex;
      align-items: center;
      min-height: var(--target);
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
      background: var(--surface);
      transition: border-color var(--fast) var(--ease);
    }
    .box:focus-within {
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent);
    }
    .box.wrong {
      border-color: var(--danger);
    }
    p {
      margin: 0;
      color: var(--ink-soft);
      font-size: var(--text-s);
    }
    .error {
      color: var(--danger);
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input('');
  /** A sentence; empty where nothing is wrong. */
  readonly error = input('');
  readonly id = `field-${++fieldCount}`;
  readonly noteId = `${this.id}-note`;
  readonly noteIdIfAny = computed(() => (this.error() || this.hint() ? this.noteId : null));
}

/**
 * A text control inside a field: `<ui-field label="Name"><input uiControl [(value)]="name" /></ui-field>`.
 * Also for `select` and `textarea`. Type `masked` draws dots over a text box that is still a text box: for a password
 * of a room, which no password manager should take for the person's own.
 */
@Directive({
  selector: 'input[uiControl], select[uiControl], textarea[uiControl]',
  host: {
    class: 'ui-control',
    '[class.masked]': 'masked()',
    '[id]': 'field?.id ?? null',
    '[value]': 'value()',
    '[attr.aria-describedby]': 'field?.noteIdIfAny() ?? null',
    '[attr.aria-invalid]': 'field?.error() ? true : null',
    '(input)': 'read($event)',
  },
})
export class FieldControl {
  readonly value = model('');
  readonly masked = input(false);
  protected readonly field = inject(Field, { optional: true });

  protected read(event: Event): void {
    const { target } = event;
    if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement
    )
      this.value.set(target.value);
  }
}

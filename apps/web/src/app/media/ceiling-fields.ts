import { Component, computed, input, model } from '@angular/core';
import type { Ceilings } from '@parley/contract';
import { Icon } from '@parley/ui';
import { bandwidthText as text } from '../text/statistics.en';

/** What can be chosen, in kilobits a second. */
const choices = {
  audioKbps: [16, 24, 32, 64],
  videoKbps: [250, 500, 1_000, 2_000],
  screenKbps: [250, 500, 1_000, 2_000],
} as const satisfies Record<keyof Ceilings, readonly number[]>;
const kinds = ['audioKbps', 'videoKbps', 'screenKbps'] as const;

/** Picks the most that sound, camera and screen may take of a connection. */
@Component({
  selector: 'parley-ceiling-fields',
  imports: [Icon],
  template: `
    @for (field of fields(); track field.kind) {
      <div>
        <label [for]="field.kind">{{ text.limits[field.kind] }}</label>
        <span class="pick">
          <select
            [id]="field.kind"
            [attr.aria-describedby]="describedBy() || null"
            (change)="choose(field.kind, $event)"
          >
            <option value="" [selected]="field.chosen === null">{{ text.off }}</option>
            @for (kbps of field.options; track kbps) {
              <option [value]="kbps" [selected]="kbps === field.chosen">
                {{ text.kilobits(kbps) }}
              </option>
            }
          </select>
          <ui-icon name="chevron-down" [size]="14" />
        </span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
    }
    .pick {
      display: inline-flex;
      align-items: center;
      padding-right: var(--space-3);
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
    }
    .pick:focus-within {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    select {
      min-width: calc(2 * var(--space-8));
      min-height: var(--target);
      padding: 0 var(--space-2) 0 var(--space-3);
      border: 0;
      outline: 0;
      border-radius: inherit;
      background: var(--surface);
      appearance: none;
    }
  `,
})
export class CeilingFields {
  readonly ceilings = model.required<Ceilings>();
  /** The id of what explains the fields. */
  readonly describedBy = input('');
  protected readonly text = text;

  protected readonly fields = computed(() =>
    kinds.map((kind) => {
      const chosen = this.ceilings()[kind];
      const listed: readonly number[] = choices[kind];
      // One that was set by other means is shown as it is.
      const options = chosen === null || listed.includes(chosen) ? listed : [chosen, ...listed];
      return { kind, chosen, options };
    }),
  );

  protected choose(kind: keyof Ceilings, event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.ceilings.update((before) => ({ ...before, [kind]: value === '' ? null : Number(value) }));
  }
}

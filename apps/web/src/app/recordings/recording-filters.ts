import { Component, computed, input, model } from '@angular/core';
import { Button, Field, FieldControl, SearchBox } from '@parley/ui';
import { Choice, type Option } from '../shell/choice';
import { recordings } from '../text/recordings.en';
import {
  dateOptions,
  everything,
  isNarrowed,
  type RecordingFilter,
  statusOptions,
} from './recording-filter';

const searchLength = 100;

/** Search and filters of the library; each works at once. */
@Component({
  selector: 'parley-recording-filters',
  imports: [Button, Choice, Field, FieldControl, SearchBox],
  host: { role: 'group', '[attr.aria-label]': 'text.filters' },
  template: `
    <ui-search-box
      [label]="text.search"
      [maxLength]="searchLength"
      [search]="filter().search"
      (searchChange)="narrow({ search: $event })"
    />
    <parley-choice
      [label]="text.room"
      [options]="roomOptions()"
      [chosen]="filter().roomId"
      (chosenChange)="narrow({ roomId: $event })"
    />
    <parley-choice
      [label]="text.columns.status"
      [options]="statuses"
      [chosen]="filter().status"
      (chosenChange)="narrow({ status: $event })"
    />
    <parley-choice
      [label]="text.date"
      [options]="dates"
      [chosen]="filter().date"
      (chosenChange)="narrow({ date: $event })"
    />
    @if (filter().date === 'chosen') {
      <ui-field [label]="text.from">
        <input
          uiControl
          type="date"
          [value]="filter().from"
          (valueChange)="narrow({ from: $event })"
        />
      </ui-field>
      <ui-field [label]="text.to">
        <input uiControl type="date" [value]="filter().to" (valueChange)="narrow({ to: $event })" />
      </ui-field>
    }
    @if (isNarrowed()) {
      <button type="button" uiButton kind="quiet" (click)="clear()">{{ text.clearFilters }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-3);
      margin-bottom: var(--space-4);
    }
    ui-search-box {
      flex: 1 1 calc(4 * var(--space-8));
    }
    parley-choice {
      max-width: 100%;
    }
    @media (width <= 37.5em) {
      ui-search-box {
        flex: 1 0 100%;
      }
      parley-choice,
      ui-field {
        flex: 1 1 calc(2 * var(--space-8));
      }
    }
  `,
})
export class RecordingFilters {
  readonly filter = model.required<RecordingFilter>();
  readonly rooms = input.required<readonly Option[]>();
  protected readonly text = recordings;
  protected readonly searchLength = searchLength;
  protected readonly statuses = statusOptions;
  protected readonly dates = dateOptions;
  protected readonly isNarrowed = computed(() => isNarrowed(this.filter()));
  protected readonly roomOptions = computed<readonly Option[]>(() => [
    { value: '', words: recordings.anyRoom },
    ...this.rooms(),
  ]);

  protected narrow(change: Partial<RecordingFilter>): void {
    this.filter.update((filter) => ({ ...filter, ...change }));
  }

  protected clear(): void {
    this.filter.set(everything);
  }
}

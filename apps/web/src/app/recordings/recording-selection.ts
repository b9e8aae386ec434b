import { computed, linkedSignal, type Signal } from '@angular/core';
import { routes } from '@parley/contract';
import { addressOf } from '../api/rest-client';
import type { RecordingView } from './recording-view';

/** Which of the shown recordings are picked for something together. What is no longer shown is no longer picked. */
export class RecordingSelection {
  private readonly ids = linkedSignal<readonly RecordingView[] | null, ReadonlySet<string>>({
    source: () => this.shown(),
    computation: (shown, before) => {
      const kept = shown?.filter(({ id }) => before?.value.has(id) === true) ?? [];
      return new Set(kept.map(({ id }) => id));
    },
  });
  private readonly selectable = computed(
    () => this.shown()?.filter(({ canBePicked }) => canBePicked) ?? [],
  );
  readonly picked = computed(() => this.shown()?.filter(({ id }) => this.ids().has(id)) ?? []);
  readonly sizeBytes = computed(() =>
    this.picked().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  readonly downloadable = computed(() => this.picked().filter(({ isPlayable }) => isPlayable));
  readonly deletable = computed(() => this.picked().filter(({ canBeDeleted }) => canBeDeleted));
  readonly hasAll = computed(
    () => this.picked().length > 0 && this.picked().length === this.selectable().length,
  );
  readonly zipUrl = computed(() => {
    const ids = this.downloadable().map(({ id }) => id);
    return addressOf(routes.downloadRecordings.path, {}, { ids: ids.join(',') });
  });

  constructor(private readonly shown: Signal<readonly RecordingView[] | null>) {}

  has(id: string): boolean {
    return this.ids().has(id);
  }

  toggle(id: string): void {
    this.ids.update((ids) =>
      ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set(ids).add(id),
    );
  }

  /** All that is shown, or none where all of it was picked. */
  toggleAll(): void {
    const wanted = this.hasAll() ? [] : this.selectable();
    this.ids.set(new Set(wanted.map(({ id }) => id)));
  }

  clear(): void {
    this.ids.set(new Set());
  }
}

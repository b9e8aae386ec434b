import { Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState } from '@parley/ui';
import { whenChanged } from '../api/when-changed';
import { refreshWhileVisible } from '../api/while-visible';
import { InterruptedRecordings } from '../recording/interrupted-recordings';
import { PageHeading } from '../shell/page-heading';
import { PagedView } from '../shell/paged-view';
import { common } from '../text/common.en';
import { recordings } from '../text/recordings.en';
import { RecordingDeletion } from './recording-deletion';
import { RecordingDialogs } from './recording-dialogs';
import { everything, isNarrowed } from './recording-filter';
import { RecordingFilters } from './recording-filters';
import { RecordingRow } from './recording-row';
import { RecordingSelection } from './recording-selection';
import { type RecordingView, viewOf } from './recording-view';
import { RecordingsStore } from './recordings-store';
import { SelectionBar } from './selection-bar';
import { StorageMeter } from './storage-meter';

/** Processing takes a few seconds, and somebody waits for it. */
const changingRefreshMs = 2_000;

/** `/recordings`: the library. */
@Component({
  selector: 'parley-recordings-page',
  imports: [
    Button,
    EmptyState,
    InterruptedRecordings,
    PageHeading,
    PagedView,
    RecordingFilters,
    RecordingRow,
    RouterLink,
    SelectionBar,
    StorageMeter,
  ],
  providers: [RecordingsStore, RecordingDialogs],
  templateUrl: './recordings-page.html',
  styleUrl: './recordings-page.css',
})
export class RecordingsPage {
  private readonly deletion = inject(RecordingDeletion);
  protected readonly dialogs = inject(RecordingDialogs);
  protected readonly store = inject(RecordingsStore);
  protected readonly text = { ...common, ...recordings };
  protected readonly rows = computed<readonly RecordingView[] | null>(() => {
    const now = new Date();
    return this.store.list.items()?.map((recording) => viewOf(recording, now)) ?? null;
  });
  protected readonly selection = new RecordingSelection(this.rows);
  /** Until the first answer it is taken for empty: filters come with something to filter. */
  protected readonly isLibraryEmpty = computed(
    () => this.store.list.total() === 0 && !isNarrowed(this.store.filter()),
  );

  constructor() {
    void this.store.loadRooms();
    effect(() => {
      this.deletion.restored();
      this.reload();
    });
    whenChanged(this.store.filter, () => void this.store.load(1));
    refreshWhileVisible(changingRefreshMs, () => {
      if (this.store.isChanging()) this.reload();
    });
  }

  protected reload(): void {
    void this.store.load();
  }

  protected showEverything(): void {
    this.store.filter.set(everything);
  }

  protected async rename({ id, title }: RecordingView): Promise<void> {
    await this.dialogs.rename(title, (wanted) => this.store.rename(id, wanted));
  }

  protected async delete(unwanted: readonly RecordingView[]): Promise<void> {
    await this.deletion.delete(unwanted);
    this.reload();
  }
}

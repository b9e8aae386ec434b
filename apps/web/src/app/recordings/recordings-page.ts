import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState, Notice, SearchBox, Skeleton } from '@parley/ui';
import { whenChanged } from '../api/when-changed';
import { refreshWhileVisible } from '../api/while-visible';
import { InterruptedRecordings } from '../recording/interrupted-recordings';
import { PageHeading } from '../shell/page-heading';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';
import { RecordingDialogs } from './recording-dialogs';
import { RecordingRow } from './recording-row';
import { type RecordingView, viewOf } from './recording-view';
import { RecordingsStore } from './recordings-store';

/** Processing takes a few seconds, and somebody waits for it. */
const changingRefreshMs = 2_000;
const searchLength = 100;

/** `/recordings`: the library. */
@Component({
  selector: 'parley-recordings-page',
  imports: [
    Button,
    EmptyState,
    InterruptedRecordings,
    Notice,
    PageHeading,
    RecordingRow,
    RouterLink,
    SearchBox,
    Skeleton,
  ],
  providers: [RecordingsStore, RecordingDialogs],
  templateUrl: './recordings-page.html',
  styleUrl: './recordings-page.css',
})
export class RecordingsPage {
  private readonly dialogs = inject(RecordingDialogs);
  protected readonly store = inject(RecordingsStore);
  protected readonly text = { ...common, ...recordings };
  protected readonly sentenceFor = sentenceFor;
  protected readonly searchLength = searchLength;
  protected readonly search = signal('');
  protected readonly rows = computed<readonly RecordingView[] | null>(() => {
    const now = new Date();
    return this.store.recordings()?.map((recording) => viewOf(recording, now)) ?? null;
  });
  protected readonly isLibraryEmpty = computed(
    () => this.rows()?.length === 0 && this.store.search() === '',
  );
  protected readonly intro = computed(() => {
    const list = this.store.recordings() ?? [];
    if (list.length === 0) return recordings.intro;
    return recordings.used(
      list.length,
      list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    );
  });

  constructor() {
    this.refresh();
    whenChanged(this.search, () => this.refresh());
    refreshWhileVisible(changingRefreshMs, () => {
      if (this.store.isChanging()) this.refresh();
    });
  }

  protected refresh(): void {
    void this.store.load(this.search().trim());
  }

  protected async rename({ id, title }: RecordingView): Promise<void> {
    await this.dialogs.rename(title, (wanted) => this.store.rename(id, wanted));
  }

  protected async delete({ id, title }: RecordingView): Promise<void> {
    await this.dialogs.delete(title, () => this.store.delete(id));
  }
}

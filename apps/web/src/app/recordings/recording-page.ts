import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button, Chip, EmptyState, Icon, Notice, Skeleton } from '@parley/ui';
import { refreshWhileVisible } from '../api/while-visible';
import { Mp4Download } from '../player/mp4-download';
import { Watching } from '../player/watching';
import { PageTitle } from '../shell/page-title';
import { common, notFound } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';
import { ConsentList } from './consent-list';
import { RecordingDeletion } from './recording-deletion';
import { RecordingDetails } from './recording-details';
import { RecordingDialogs } from './recording-dialogs';
import { RecordingStore } from './recording-store';
import { type RecordingView, viewOf } from './recording-view';
import { TrackList } from './track-list';

const changingRefreshMs = 2_000;

/** `/recordings/<id>`: one recording with its player. */
@Component({
  selector: 'parley-recording-page',
  imports: [
    Button,
    Chip,
    ConsentList,
    EmptyState,
    Icon,
    Mp4Download,
    Notice,
    RecordingDetails,
    RouterLink,
    Skeleton,
    TrackList,
    Watching,
  ],
  providers: [RecordingDialogs, RecordingStore],
  templateUrl: './recording-page.html',
  styleUrl: './recording-page.css',
})
export class RecordingPage {
  private readonly router = inject(Router);
  private readonly deletion = inject(RecordingDeletion);
  private readonly title = inject(PageTitle);
  protected readonly dialogs = inject(RecordingDialogs);
  protected readonly store = inject(RecordingStore);
  /** From the address. */
  readonly recordingId = input.required<string>();
  protected readonly text = { ...common, ...recordings };
  protected readonly missing = notFound;
  protected readonly sentenceFor = sentenceFor;
  protected readonly recording = computed(() => {
    const recording = this.store.recording();
    return recording === null ? null : viewOf(recording, new Date());
  });
  protected readonly durationMs = computed(() => this.store.recording()?.durationMs ?? null);
  private readonly isPlayable = computed(() => this.recording()?.isPlayable === true);
  private readonly code = computed(() => this.store.loading.failure()?.code);
  protected readonly wasDeleted = computed(() => this.code() === 'recording-deleted');
  protected readonly isMissing = computed(
    () => this.wasDeleted() || this.code() === 'not-found' || this.code() === 'invalid',
  );

  constructor() {
    effect(() => {
      this.recordingId();
      this.reload();
    });
    effect(() => {
      const title = this.recording()?.title;
      if (title !== undefined) this.title.say(title);
    });
    effect(() => {
      if (!this.isPlayable()) return;
      const { id = '', hasTracks = false } = untracked(this.recording) ?? {};
      void this.store.loadBesides(id, hasTracks);
    });
    refreshWhileVisible(changingRefreshMs, () => {
      if (this.recording()?.isChanging === true) this.reload();
    });
  }

  protected reload(): void {
    void this.store.load(this.recordingId());
  }

  protected async rename(title: string): Promise<void> {
    await this.dialogs.rename(title, (wanted) => this.store.rename(this.recordingId(), wanted));
  }

  protected async delete(recording: RecordingView): Promise<void> {
    if (await this.deletion.delete([recording])) await this.router.navigateByUrl('/recordings');
  }
}

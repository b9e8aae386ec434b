import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Recording, routes } from '@parley/contract';
import { Button, Chip, EmptyState, Icon, Notice, Skeleton } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { refreshWhileVisible } from '../api/while-visible';
import { PageTitle } from '../shell/page-title';
import { common, notFound } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';
import { RecordingDialogs } from './recording-dialogs';
import { viewOf } from './recording-view';

const changingRefreshMs = 2_000;

/** `/recordings/<id>`: one recording with its player. */
@Component({
  selector: 'parley-recording-page',
  imports: [Button, Chip, EmptyState, Icon, Notice, RouterLink, Skeleton],
  providers: [RecordingDialogs],
  templateUrl: './recording-page.html',
  styleUrl: './recording-page.css',
})
export class RecordingPage {
  private readonly rest = inject(RestClient);
  private readonly router = inject(Router);
  private readonly dialogs = inject(RecordingDialogs);
  private readonly title = inject(PageTitle);
  /** From the address. */
  readonly recordingId = input.required<string>();
  protected readonly text = { ...common, ...recordings };
  protected readonly missing = notFound;
  protected readonly sentenceFor = sentenceFor;
  protected readonly loading = new Submission();
  protected readonly isPlayerBroken = signal(false);
  private readonly found = signal<Recording | null>(null);
  protected readonly recording = computed(() => {
    const recording = this.found();
    return recording === null ? null : viewOf(recording, new Date());
  });
  protected readonly isMissing = computed(() => {
    const code = this.loading.failure()?.code;
    return code === 'not-found' || code === 'invalid';
  });

  constructor() {
    effect(() => void this.load(this.recordingId()));
    effect(() => {
      const recording = this.recording();
      if (recording !== null) this.title.say(recording.title);
    });
    refreshWhileVisible(changingRefreshMs, () => {
      if (this.recording()?.isChanging === true) void this.load(this.recordingId());
    });
  }

  protected async load(recordingId: string): Promise<void> {
    await this.loading.run(async () => {
      const params = { recordingId };
      this.found.set(await this.rest.call(routes.readRecording, { params }));
    });
  }

  protected async rename(title: string): Promise<void> {
    const params = { recordingId: this.recordingId() };
    await this.dialogs.rename(title, async (wanted) => {
      const body = { title: wanted };
      this.found.set(await this.rest.call(routes.renameRecording, { params, body }));
    });
  }

  protected async delete(title: string): Promise<void> {
    const params = { recordingId: this.recordingId() };
    const isDeleted = await this.dialogs.delete(title, () =>
      this.rest.call(routes.deleteRecording, { params }),
    );
    if (isDeleted) await this.router.navigateByUrl('/recordings');
  }
}

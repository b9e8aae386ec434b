import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState, Field, FieldControl, Icon, Notice, Skeleton } from '@parley/ui';
import type { FailureCode } from '../api/parley-failure';
import { Mp4Download } from '../player/mp4-download';
import { Watching } from '../player/watching';
import { PageFrame } from '../shell/page-frame';
import { PageTitle } from '../shell/page-title';
import { whenInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { sharedRecording } from '../text/shared-recording.en';
import { SharedRecordingStore } from './shared-recording-store';

/** What stands between somebody and the recording; whatever is not here is a failure of its own. */
const barriers: Readonly<Partial<Record<FailureCode, 'gone' | 'sign-in' | 'password'>>> = {
  'not-found': 'gone',
  invalid: 'gone',
  'sign-in-needed': 'sign-in',
  'share-password-needed': 'password',
};

/** `/shared/<token>`: one recording, for whoever has its link. */
@Component({
  selector: 'parley-shared-recording-page',
  imports: [
    Button,
    EmptyState,
    Field,
    FieldControl,
    Icon,
    Mp4Download,
    Notice,
    PageFrame,
    RouterLink,
    Skeleton,
    Watching,
  ],
  providers: [SharedRecordingStore],
  templateUrl: './shared-recording-page.html',
  styleUrl: './shared-recording-page.css',
})
export class SharedRecordingPage {
  private readonly title = inject(PageTitle);
  protected readonly store = inject(SharedRecordingStore);
  /** From the address. */
  readonly token = input.required<string>();
  protected readonly text = { ...common, ...sharedRecording };
  protected readonly sentenceFor = sentenceFor;
  protected readonly password = signal('');
  protected readonly ownPath = computed(() => `/shared/${this.token()}`);
  protected readonly barrier = computed(() => {
    const failure = this.store.loading.failure();
    return failure === null ? null : (barriers[failure.code] ?? 'failed');
  });
  protected readonly intro = computed(() => {
    const recording = this.store.recording();
    if (recording === null) return '';
    const when = whenInWords(new Date(recording.startedAt), new Date());
    const { roomName, title } = recording;
    return roomName === title ? when : sharedRecording.recordedIn(roomName, when);
  });

  constructor() {
    effect(() => {
      this.token();
      this.load();
    });
    effect(() => {
      const recording = this.store.recording();
      if (recording !== null) this.title.say(recording.title);
    });
  }

  protected load(): void {
    void this.store.load(this.token());
  }

  protected async unlock(event: Event): Promise<void> {
    event.preventDefault();
    if (this.password() === '') return;
    await this.store.unlock(this.password());
    this.password.set('');
  }
}

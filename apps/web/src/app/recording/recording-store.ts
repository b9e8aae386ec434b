import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { MeetingRecorder, RecordingProgress, SliceKeeper } from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { markMoment } from '../meeting/marks';
import { MeetingClient } from '../meeting/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { RecordingControl } from '../meeting/recording-control';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recording as text } from '../text/recording.en';
import { RecordingSender, type Ticket } from './recording-sender';
import { SceneStore } from './scene-store';

const firstPictureAfterSlices = 2;

interface Run {
  readonly ticket: Ticket;
  readonly recorder: MeetingRecorder;
  readonly keeper: SliceKeeper;
}

/**
 * Records the meeting on this page while its moderator wants it and the server lets it. Lifetime: one meeting; when it
 * ends, recording stops and the rest is sent by RecordingSender, which outlives it.
 */
@Injectable()
export class RecordingStore extends RecordingControl {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #scenes = inject(SceneStore);
  readonly #rest = inject(RestClient);
  readonly #sender = inject(RecordingSender);
  readonly #toasts = inject(Toasts);
  readonly #isBusy = signal(false);
  readonly #progress = signal<RecordingProgress | null>(null);
  #run: Run | null = null;

  override readonly isBusy = this.#isBusy.asReadonly();
  override readonly safetyText = computed(() => {
    const progress = this.#progress();
    return progress ? text.safety(progress.keptBytes, progress.acknowledgedBytes) : '';
  });

  constructor() {
    super();
    effect(() => {
      const scene = this.#scenes.scene();
      untracked(() => this.#run?.recorder.setScene(scene));
    });
    const stopObserving = this.#meeting.observe({
      happened: ({ happening }) => {
        const isOwn =
          happening.type === 'recordings:recording-stopped' &&
          happening.recordingId === this.#run?.ticket.recordingId;
        if (isOwn) void this.#finish();
      },
    });
    inject(DestroyRef).onDestroy(() => {
      stopObserving();
      void this.#finish();
    });
  }

  override start(): void {
    void this.#busy(() => this.#begin());
  }

  override stop(): void {
    const running = this.#meeting.state()?.recording;
    if (!running) return;
    const { recordingId } = running;
    void this.#busy(async () => {
      await this.#client.request('recordings:stop-recording', { recordingId });
    });
  }

  /** The recorder's code comes with the first recording: nobody else pays for it. */
  async #begin(): Promise<void> {
    const { openRecorder } = await import('./open-recorder');
    const ticket = await this.#client.request('recordings:start-recording', {});
    try {
      this.#run = await openRecorder({
        ticket,
        title: this.#meeting.state()?.roomName ?? '',
        rest: this.#rest,
        scene: this.#scenes.scene(),
        onProgress: (progress) => this.#follow(progress),
        onError: (error) => this.#explain(error),
      });
      markMoment('recordingStarted');
    } catch (error) {
      const { recordingId } = ticket;
      await this.#client.request('recordings:stop-recording', { recordingId });
      throw error;
    }
  }

  /** A first picture goes early, so that a recording whose tab dies has one too. */
  #follow(progress: RecordingProgress): void {
    const before = this.#progress()?.acknowledgedSlices ?? 0;
    this.#progress.set(progress);
    const run = this.#run;
    if (
      run &&
      before < firstPictureAfterSlices &&
      progress.acknowledgedSlices >= firstPictureAfterSlices
    )
      void this.#sender.sendThumbnail(run.ticket, run.recorder.thumbnail());
  }

  async #finish(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    try {
      await run.recorder.stop();
      await this.#sender.sendThumbnail(run.ticket, run.recorder.thumbnail());
      await this.#sender.finish(run.keeper, run.ticket);
      markMoment('recordingSafe');
      this.#toasts.show(text.safe);
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#progress.set(null);
    }
  }

  #explain(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'device-full') this.#toasts.show(text.deviceFull);
    else if (code === 'server-full') this.#toasts.show(text.serverFull);
    else if (code === 'unsupported') this.#toasts.show(text.unsupported);
    else if (code === 'recorder-failed' || code === 'slice-lost') {
      this.#toasts.show(text.failed);
      this.stop();
    } else {
      console.warn('recording', error);
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy()) return;
    this.#isBusy.set(true);
    try {
      await work();
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#isBusy.set(false);
    }
  }
}

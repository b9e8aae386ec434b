import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type {
  MeetingRecorder,
  RecordingErrorCode,
  RecordingProgress,
  SliceKeeper,
} from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { markMoment } from '../meeting/marks';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { RecordingControl } from '../meeting/recording-control';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recording as text, recordingTroubles } from '../text/recording.en';
import { RecordingSender, type Ticket } from './recording-sender';
import { SceneStore } from './scene-store';

const firstPictureAfterSlices = 2;
/** After these the recorder records nothing any more. */
const endings: readonly unknown[] = ['unsupported', 'recorder-failed', 'slice-lost'];

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
  #isOver = false;
  #lastTrouble: unknown = null;

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
    const stopObserving = this.#meeting.observe({ changed: () => this.#obey() });
    inject(DestroyRef).onDestroy(() => {
      this.#isOver = true;
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
    } catch (error) {
      await this.#tellStopped(ticket);
      throw error;
    }
    this.#sender.hurryOnline(this.#run.keeper);
    markMoment('recordingStarted');
    this.#obey();
  }

  /** The reason why nothing is recorded matters more than that the server could not be told. */
  async #tellStopped({ recordingId }: Ticket): Promise<void> {
    try {
      await this.#client.request('recordings:stop-recording', { recordingId });
    } catch (error) {
      console.warn('recording not stopped', ParleyFailure.from(error).code);
    }
  }

  /**
   * Records only while everybody is told so and this person may: stopped meanwhile, by somebody else, while the socket
   * was away or before the recorder ran, it ends.
   */
  #obey(): void {
    if (!this.#run) return;
    const { recordingId } = this.#run.ticket;
    const isTold = this.#meeting.state()?.recording?.recordingId === recordingId;
    if (this.#isOver || !isTold || !this.#meeting.may('record')) void this.#finish();
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
      // What was recorded is sent, however the recorder ended.
      await run.recorder.stop().catch((error: unknown) => this.#explain(error));
      await this.#sender.finish(run.keeper, run.ticket, run.recorder.thumbnail());
      markMoment('recordingSafe');
      this.#toasts.show(text.safe);
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#progress.set(null);
    }
  }

  /** Says each trouble once, and nothing of one that passes by itself. */
  #explain(error: unknown): void {
    if (error === this.#lastTrouble) return;
    this.#lastTrouble = error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    console.warn('recording', error);
    if (error instanceof ParleyFailure) this.#toasts.show(sentenceFor(error));
    else {
      const sentence = recordingTroubles[code as RecordingErrorCode];
      if (sentence !== undefined) this.#toasts.show(sentence);
    }
    if (!endings.includes(code) || !this.#run) return;
    void this.#tellStopped(this.#run.ticket);
    void this.#finish();
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy()) return;
    this.#isBusy.set(true);
    try {
      await work();
    } catch (error) {
      // Whoever has left does not wait for an answer any more.
      if (!this.#isOver) this.#explain(error);
    } finally {
      this.#isBusy.set(false);
    }
  }
}

import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { RecordingPlan, RunningRecording } from '@parley/contract';
import type { RecordingErrorCode, RecordingProgress } from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { markMoment } from '../meeting/marks';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recording as text, recordingTroubles } from '../text/recording.en';
import type { openRecorder } from './open-recorder';
import { RecordingClock } from './recording-clock';
import { RecordingSender, type Ticket } from './recording-sender';
import { SceneStore } from './scene-store';
import { SpeechLog } from './speech-log';

type RecordingRun = Awaited<ReturnType<typeof openRecorder>>;

const firstPictureAfterSlices = 2;
const speechEveryMs = 60_000;
/** After these the recorder records nothing any more. */
const endings: readonly unknown[] = ['unsupported', 'recorder-failed', 'slice-lost'];
/** A recording along that nobody needed any more. */
const unneeded: readonly unknown[] = ['recording-closed', 'ticket-gone'];

/**
 * Records the meeting on this page while its moderators want it and the server lets it; or along with somebody else, to go
 * on in their place. Lifetime: one meeting; when it ends, recording stops and RecordingSender, which outlives it, sends
 * the rest.
 */
@Injectable()
export class RecordingStore {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #scenes = inject(SceneStore);
  readonly #rest = inject(RestClient);
  readonly #sender = inject(RecordingSender);
  readonly #clock = inject(RecordingClock);
  readonly #speech = inject(SpeechLog);
  readonly #toasts = inject(Toasts);
  readonly #isBusy = signal(false);
  readonly #progress = signal<RecordingProgress | null>(null);
  readonly #along = signal<string | null>(null);
  #run: RecordingRun | null = null;
  #isUntold = false;
  #speechSentMs = 0;
  #isOver = false;
  #lastTrouble: unknown = null;

  readonly isBusy = this.#isBusy.asReadonly();
  readonly safetyText = computed(() => {
    const progress = this.#progress();
    if (!progress) return '';
    const safety = text.safety(progress.keptBytes, progress.acknowledgedBytes);
    return this.#along() === null ? safety : text.along(safety);
  });

  constructor() {
    effect(() => {
      const scene = this.#scenes.scene();
      untracked(() => this.#run?.recorder.setScene(scene));
    });
    const stopObserving = this.#meeting.observe({
      changed: () => this.#obey(),
      entered: () => void this.#tellBegan(),
    });
    inject(DestroyRef).onDestroy(() => {
      this.#isOver = true;
      stopObserving();
      void this.#finish();
    });
  }

  start(plan: RecordingPlan): void {
    void this.#busy(async () => {
      if (this.#run) return;
      const ticket = await this.#client.request('recordings:start-recording', { plan });
      await this.#open(ticket, plan, null);
      markMoment('recordingStarted');
      void this.#agree();
    });
  }

  /** Records beside somebody else's page. Throws ParleyFailure where that is not wanted, or somebody does already. */
  async recordAlong({ recordingId, plan }: RunningRecording): Promise<void> {
    if (this.#run) return;
    const ticket = await this.#client.request('recordings:record-along', { recordingId });
    if (!this.#run) await this.#open(ticket, plan, recordingId);
  }

  /** Stops the running recording, whoever makes it. */
  stop(): void {
    this.#order('recordings:stop-recording');
  }

  togglePause(): void {
    const isPaused = this.#meeting.state()?.recording?.isPaused ?? false;
    this.#order(isPaused ? 'recordings:resume-recording' : 'recordings:pause-recording');
  }

  #order(
    order:
      'recordings:stop-recording' | 'recordings:pause-recording' | 'recordings:resume-recording',
  ): void {
    const recordingId = this.#meeting.state()?.recording?.recordingId;
    if (recordingId === undefined) return;
    void this.#busy(async () => {
      await this.#client.request(order, { recordingId });
    });
  }

  /** The recorder's code comes with the first recording: nobody else pays for it. */
  async #open(ticket: Ticket, plan: RecordingPlan, along: string | null): Promise<void> {
    try {
      const { openRecorder } = await import('./open-recorder');
      const run = await openRecorder({
        ticket,
        plan,
        title: this.#meeting.state()?.roomName ?? '',
        rest: this.#rest,
        scene: this.#scenes.scene(),
        onProgress: (progress) => this.#follow(progress),
        onError: (error) => this.#explain(error),
      });
      this.#run = run;
      this.#along.set(along);
      this.#isUntold = true;
      this.#speechSentMs = performance.now();
      this.#speech.begin(() => (this.#run === run ? run.recorder.recordedMs : null));
    } catch (error) {
      await this.#tellStopped(ticket);
      throw error;
    }
    this.#sender.hurryOnline(this.#run.keeper);
    void this.#tellBegan();
    this.#obey();
  }

  /** On the server's clock; said again after a loss, because everything else is aligned to it. */
  async #tellBegan(): Promise<void> {
    const run = this.#run;
    if (!run || !this.#isUntold) return;
    this.#isUntold = false;
    try {
      const { atMs } = await this.#clock.serverMomentOf(await run.recorder.began);
      const { recordingId } = run.ticket;
      await this.#client.request('recordings:began', { recordingId, startedAtMs: atMs });
    } catch (error) {
      const failure = ParleyFailure.from(error);
      this.#isUntold = this.#run === run && failure.code === 'offline';
      console.warn('beginning not told', failure.code);
    }
  }

  /** Whoever records agrees by it, and that is kept with the recording. */
  async #agree(): Promise<void> {
    if (this.#meeting.self()?.recordingConsent !== undefined) return;
    try {
      await this.#client.request('recordings:answer-consent', { agrees: true });
    } catch (error) {
      console.warn('own consent not told', ParleyFailure.from(error).code);
    }
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
   * was away or before the recorder ran, it ends. What was recorded along is the recording from the moment it is told.
   */
  #obey(): void {
    const run = this.#run;
    if (!run) return;
    const running = this.#meeting.state()?.recording ?? null;
    if (running?.recordingId === run.ticket.recordingId && this.#along() !== null) {
      this.#along.set(null);
      this.#toasts.show(text.tookOver);
      void this.#agree();
    }
    const wanted = this.#along() ?? run.ticket.recordingId;
    const isWanted = running?.recordingId === wanted && this.#meeting.may('record');
    if (this.#isOver || !running || !isWanted) return void this.#finish();
    if (running.isPaused) run.recorder.pause();
    else run.recorder.resume();
  }

  /** A first picture goes early, so that a recording whose tab dies has one too; who spoke is told every minute. */
  #follow(progress: RecordingProgress): void {
    const before = this.#progress()?.acknowledgedSlices ?? 0;
    this.#progress.set(progress);
    const run = this.#run;
    if (!run) return;
    if (before < firstPictureAfterSlices && progress.acknowledgedSlices >= firstPictureAfterSlices)
      void this.#sender.sendThumbnail(run.ticket, run.recorder.thumbnail());
    if (performance.now() - this.#speechSentMs < speechEveryMs) return;
    this.#speechSentMs = performance.now();
    void this.#speech.send(run.ticket);
  }

  async #finish(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    const wasAlong = this.#along() !== null;
    const speech = this.#speech.send(run.ticket);
    this.#run = null;
    try {
      // What was recorded is sent, however the recorder ended.
      await run.recorder.stop().catch((error: unknown) => this.#explain(error));
      await speech;
      await this.#sender.finish(run.keeper, run.ticket, run.recorder.thumbnail());
      if (wasAlong) return;
      markMoment('recordingSafe');
      this.#toasts.show(text.safe);
    } catch (error) {
      if (!wasAlong || !unneeded.includes(codeOf(error))) this.#explain(error);
    } finally {
      this.#progress.set(null);
    }
  }

  /** Says each trouble once, and nothing of one that passes by itself. */
  #explain(error: unknown): void {
    if (error === this.#lastTrouble) return;
    this.#lastTrouble = error;
    const code = codeOf(error);
    console.warn('recording', error);
    // Somebody was faster, and everybody sees it.
    if (code === 'recording-running') return;
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

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

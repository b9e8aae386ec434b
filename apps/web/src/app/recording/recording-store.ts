import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { RecordingPlan, RunningRecording } from '@parley/contract';
import type { RecordingProgress } from '@parley/recording';
import { RestClient } from '../api/rest-client';
import { markMoment } from '../meeting/marks';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { recording as text } from '../text/recording.en';
import type { openRecorder } from './open-recorder';
import { RecordingReports } from './recording-reports';
import { RecordingSender, type Ticket } from './recording-sender';
import { isUnneeded, RecordingTroubles } from './recording-troubles';
import { SceneStore } from './scene-store';

type RecordingRun = Awaited<ReturnType<typeof openRecorder>>;

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
  readonly #reports = inject(RecordingReports);
  readonly #troubles = inject(RecordingTroubles);
  readonly #toasts = inject(Toasts);
  readonly #isBusy = signal(false);
  readonly #progress = signal<RecordingProgress | null>(null);
  readonly #along = signal<string | null>(null);
  #run: RecordingRun | null = null;
  #isOver = false;

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
      entered: () => void this.#reports.tellBegan(),
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
      (await import('./open-recorder')).refuseUnrecordable(plan);
      const ticket = await this.#client.request('recordings:start-recording', { plan });
      await this.#open(ticket, plan, null);
      markMoment('recordingStarted');
      void this.#reports.agree();
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
      this.#sender.hurryOnline(run.keeper);
      this.#reports.begin(run, () => this.#run === run);
    } catch (error) {
      await this.#reports.tellStopped(ticket);
      throw error;
    }
    this.#obey();
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
      void this.#reports.agree();
    }
    const wanted = this.#along() ?? run.ticket.recordingId;
    const isWanted = running?.recordingId === wanted && this.#meeting.may('record');
    if (this.#isOver || !running || !isWanted) return void this.#finish();
    if (running.isPaused) run.recorder.pause();
    else this.#resume(run);
  }

  #resume(run: RecordingRun): void {
    const wasPaused = run.recorder.isPaused;
    run.recorder.resume();
    if (wasPaused) void this.#reports.tellPauses(run);
  }

  #follow(progress: RecordingProgress): void {
    this.#progress.set(progress);
    if (this.#run) this.#reports.follow(this.#run, progress);
  }

  async #finish(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    const wasAlong = this.#along() !== null;
    const speech = this.#reports.tellSpeech(run);
    this.#run = null;
    try {
      // What was recorded is sent, however the recorder ended.
      await run.recorder.stop().catch((error: unknown) => this.#explain(error));
      await speech;
      await this.#sender.finish(run.keeper, run.ticket, {
        picture: run.recorder.thumbnail(),
        lastWords: () => this.#reports.tellPauses(run),
      });
      if (wasAlong) return;
      markMoment('recordingSafe');
      this.#toasts.show(text.safe);
    } catch (error) {
      if (!wasAlong || !isUnneeded(error)) this.#explain(error);
    } finally {
      this.#progress.set(null);
    }
  }

  #explain(error: unknown): void {
    if (!this.#troubles.explain(error) || !this.#run) return;
    void this.#reports.tellStopped(this.#run.ticket);
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

import { inject, Injectable } from '@angular/core';
import type { RecordingProgress } from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import type { openRecorder } from './open-recorder';
import { PauseTeller } from './pause-teller';
import { RecordingClock } from './recording-clock';
import { RecordingSender, type Ticket } from './recording-sender';
import { SpeechLog } from './speech-log';

type RecordingRun = Awaited<ReturnType<typeof openRecorder>>;

const firstPictureAfterSlices = 2;
const speechEveryMs = 60_000;

/**
 * What the recorder's page tells the server beside the slices: when it began and paused, who spoke, how it looks. A
 * recording without it is still a recording: nothing here rejects. Lifetime: one meeting.
 */
@Injectable()
export class RecordingReports {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #sender = inject(RecordingSender);
  readonly #clock = inject(RecordingClock);
  readonly #pauses = inject(PauseTeller);
  readonly #speech = inject(SpeechLog);
  /** Whose beginning the server does not know yet. */
  #untold: RecordingRun | null = null;
  #speechSentMs = 0;
  #slices = 0;

  /** Follows this recorder from its first moment on. `isOn` says whether it still records. */
  begin(run: RecordingRun, isOn: () => boolean): void {
    this.#untold = run;
    this.#slices = 0;
    this.#speechSentMs = performance.now();
    this.#speech.begin(() => (isOn() ? run.recorder.recordedMs : null));
    void this.tellBegan();
  }

  /** On the server's clock; said again after a loss, because everything else is aligned to it. */
  async tellBegan(): Promise<void> {
    const run = this.#untold;
    if (!run) return;
    this.#untold = null;
    try {
      const { atMs } = await this.#clock.serverMomentOf(await run.recorder.began);
      const { recordingId } = run.ticket;
      await this.#client.request('recordings:began', { recordingId, startedAtMs: atMs });
    } catch (error) {
      const { code } = ParleyFailure.from(error);
      if (code === 'offline') this.#untold ??= run;
      console.warn('beginning not told', code);
    }
  }

  /** A first picture goes early, so that a recording whose tab dies has one too; who spoke is told every minute. */
  follow(run: RecordingRun, { acknowledgedSlices }: RecordingProgress): void {
    const before = this.#slices;
    this.#slices = acknowledgedSlices;
    if (before < firstPictureAfterSlices && acknowledgedSlices >= firstPictureAfterSlices)
      void this.#sender.sendThumbnail(run.ticket, run.recorder.thumbnail());
    if (performance.now() - this.#speechSentMs < speechEveryMs) return;
    this.#speechSentMs = performance.now();
    void this.#speech.send(run.ticket);
  }

  tellPauses(run: RecordingRun): Promise<void> {
    return this.#pauses.tell(run);
  }

  /** Who spoke since it was told last. */
  tellSpeech({ ticket }: RecordingRun): Promise<void> {
    return this.#speech.send(ticket);
  }

  /** Whoever records agrees by it, and that is kept with the recording. */
  async agree(): Promise<void> {
    if (this.#meeting.self()?.recordingConsent !== undefined) return;
    try {
      await this.#client.request('recordings:answer-consent', { agrees: true });
    } catch (error) {
      console.warn('own consent not told', ParleyFailure.from(error).code);
    }
  }

  /** Nothing is recorded: why matters more than that the server could not be told. */
  async tellStopped({ recordingId }: Ticket): Promise<void> {
    try {
      await this.#client.request('recordings:stop-recording', { recordingId });
    } catch (error) {
      console.warn('recording not stopped', ParleyFailure.from(error).code);
    }
  }
}

import { Component, inject } from '@angular/core';
import { MeetingStore } from '../meeting/meeting-store';
import { type Recorder, RecordingControl } from '../meeting/recording-control';
import { ConsentBanner } from './consent-banner';
import { ConsentStore } from './consent-store';
import { InterruptedRecordings } from './interrupted-recordings';
import { KeepingBanner } from './keeping-banner';
import { leftOnDevice } from './left-on-device';
import { OwnTracks } from './own-tracks';
import { PauseTeller } from './pause-teller';
import { PlanChoice } from './plan-choice';
import { PlanDialogs } from './plan-dialogs';
import { RecordAlong } from './record-along';
import { RecordingClock } from './recording-clock';
import { RecordingNews } from './recording-news';
import { RecordingReports } from './recording-reports';
import { RecordingStore } from './recording-store';
import { RecordingTroubles } from './recording-troubles';
import { SceneStore } from './scene-store';
import { SelfStart } from './self-start';
import { SpeechLog } from './speech-log';

/**
 * All of recording in one meeting, loaded when something is, or is about to be, recorded. Draws the question of consent,
 * and what else everybody is to know of it.
 */
@Component({
  selector: 'parley-meeting-recording',
  imports: [ConsentBanner, InterruptedRecordings, KeepingBanner],
  providers: [
    ConsentStore,
    OwnTracks,
    PauseTeller,
    PlanDialogs,
    RecordAlong,
    RecordingClock,
    RecordingNews,
    RecordingReports,
    RecordingStore,
    RecordingTroubles,
    SceneStore,
    SelfStart,
    SpeechLog,
  ],
  template: `
    <parley-consent-banner />
    <parley-keeping-banner />
    @if (isLeft()) {
      <parley-interrupted-recordings />
    }
  `,
  styles: `
    parley-interrupted-recordings {
      max-width: 960px;
      margin: 0 auto;
      padding-inline: var(--space-2);
    }
  `,
})
export class MeetingRecording implements Recorder {
  readonly #store = inject(RecordingStore);
  readonly #consent = inject(ConsentStore);
  readonly #choice = inject(PlanChoice);
  readonly #dialogs = inject(PlanDialogs);
  readonly #meeting = inject(MeetingStore);
  protected readonly isLeft = leftOnDevice();
  readonly isBusy = this.#store.isBusy;
  readonly safetyText = this.#store.safetyText;
  readonly consentAction = this.#consent.action;

  constructor() {
    // These work without being asked.
    inject(RecordingNews);
    inject(OwnTracks);
    inject(RecordAlong);
    inject(SelfStart);
    inject(RecordingControl).attach(this);
  }

  start(): void {
    this.#store.start(this.#choice.plan());
  }

  stop(): void {
    this.#store.stop();
  }

  togglePause(): void {
    this.#store.togglePause();
  }

  chooseAndStart(): void {
    void this.#choose();
  }

  turnConsent(): void {
    void this.#consent.answer(this.#consent.isLeftOut());
  }

  async #choose(): Promise<void> {
    const plan = await this.#dialogs.choose();
    if (plan === null || !this.#meeting.may('record')) return;
    this.#choice.keep(plan);
    this.#store.start(plan);
  }
}

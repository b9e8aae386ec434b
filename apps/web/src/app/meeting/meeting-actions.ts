import { computed, inject, Injectable } from '@angular/core';
import { type Liberty, may } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import type { CaptureProblem, CaptureSource } from '../media/capture-problem';
import { LocalMediaStore } from '../media/local-media-store';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { heldBack } from '../text/liberties.en';
import { captureSentence } from '../text/media.en';
import { meeting as text } from '../text/meeting.en';
import { MeetingStore } from './meeting-store';
import { RecordingControl } from './recording-control';

/** What the controls and the keys do: one verb each, and a sentence where one could not be done. Lifetime: one meeting. */
@Injectable()
export class MeetingActions {
  readonly #meeting = inject(MeetingStore);
  readonly #media = inject(LocalMediaStore);
  readonly #screen = inject(ScreenShareStore);
  readonly #recording = inject(RecordingControl);
  readonly #toasts = inject(Toasts);

  readonly canUnmute = computed(() => this.#mayPublish('unmute'));
  readonly canStartCamera = computed(() => this.#mayPublish('start-camera'));
  readonly canShareScreen = computed(
    () => this.#mayPublish('share-screen') && this.#screen.canShare,
  );
  readonly canShareAnother = computed(
    () => this.#mayPublish('share-screen') && this.#screen.canShareAnother(),
  );
  readonly canRaiseHand = computed(() => this.#meeting.may('raise-hand'));
  readonly canRecord = computed(() => this.#meeting.may('record'));
  readonly canEnd = computed(() => this.#meeting.may('end-meeting'));
  /** Moderators who are not alone may say who goes on moderating. */
  readonly canHandOver = computed(
    () =>
      this.#meeting.canModerate() &&
      this.#meeting.others().some(({ role }) => !may(role, 'moderate')),
  );
  readonly isHandRaised = computed(() => this.#meeting.self()?.isHandRaised ?? false);
  readonly isRecording = computed(() => (this.#meeting.state()?.recording ?? null) !== null);
  readonly isRecordingBusy = this.#recording.isBusy;
  readonly isRecordingPaused = computed(() => this.#meeting.state()?.recording?.isPaused ?? false);
  readonly consentAction = this.#recording.consentAction;

  toggleMicrophone(): void {
    if (this.canUnmute()) this.#media.toggle('microphone');
    else this.#toasts.show(heldBack.unmute);
  }

  toggleCamera(): void {
    if (this.canStartCamera()) this.#media.toggle('camera');
    else this.#toasts.show(heldBack['start-camera']);
  }

  async toggleScreen(): Promise<void> {
    if (this.#screen.isSharing()) return this.#screen.stop();
    if (this.canShareScreen()) await this.#share();
    else if (this.#screen.canShare) this.#toasts.show(heldBack['share-screen']);
  }

  async shareAnother(): Promise<void> {
    if (this.canShareAnother()) await this.#share();
  }

  toggleHand(): Promise<void> {
    return this.#try(() => this.#meeting.setHand(!this.isHandRaised()));
  }

  toggleRecording(): void {
    const isRecording = this.isRecording();
    this.#recording.ask((recorder) => (isRecording ? recorder.stop() : recorder.start()));
  }

  /** Beside the one button that starts and stops: what to record before, a pause meanwhile. */
  tuneRecording(): void {
    const isRecording = this.isRecording();
    this.#recording.ask((recorder) =>
      isRecording ? recorder.togglePause() : recorder.chooseAndStart(),
    );
  }

  turnConsent(): void {
    this.#recording.ask((recorder) => recorder.turnConsent());
  }

  endForAll(): Promise<void> {
    return this.#try(() => this.#meeting.endForAll());
  }

  /** Says in a toast why a device did not start or went away. */
  explain(source: CaptureSource, problem: CaptureProblem): void {
    this.#toasts.show(captureSentence(source, problem));
  }

  #mayPublish(liberty: Liberty): boolean {
    return this.#meeting.may('publish') && this.#meeting.may(liberty);
  }

  async #share(): Promise<void> {
    await this.#screen.start();
    if (this.#screen.hasFailed()) this.#toasts.show(text.shareFailed);
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }
}

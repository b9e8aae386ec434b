import {
  computed,
  effect,
  inject,
  Injectable,
  InjectionToken,
  type Signal,
  signal,
  type Type,
  untracked,
} from '@angular/core';
import { may } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { leftOnDevice } from '../recording/left-on-device';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { MeetingStore } from './meeting-store';

/** What the meeting's controls ask of whatever makes recordings. Implemented by the recording feature. */
export interface Recorder {
  /** True between a click and its effect. */
  readonly isBusy: Signal<boolean>;
  /** How much of the own recording is safe, in words; empty where this page records nothing of the meeting. */
  readonly safetyText: Signal<string>;
  /** What this person may decide about being recorded, as a menu says it; empty where there is nothing to decide. */
  readonly consentAction: Signal<string>;
  /** Starts a recording on this page, as the last one on this device was. */
  start(): void;
  /** Stops the running recording, whoever makes it. */
  stop(): void;
  togglePause(): void;
  /** Asks what to record and how, then starts. */
  chooseAndStart(): void;
  /** Does what `consentAction` says. */
  turnConsent(): void;
}

/** Loads the recording feature's component, which attaches itself when it is drawn. Given by the meeting page. */
export const loadRecording = new InjectionToken<() => Promise<Type<unknown>>>('recording');

/**
 * Stands between the meeting and the recording feature, whose code comes when something is, or is about to be, recorded:
 * nobody else pays for it. Lifetime: one meeting.
 */
@Injectable()
export class RecordingControl {
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #loadPart = inject(loadRecording);
  readonly #part = signal<Type<unknown> | null>(null);
  readonly #recorder = signal<Recorder | null>(null);
  readonly #isLoading = signal(false);
  #waiting: ((recorder: Recorder) => void)[] = [];

  /** The feature's component for the meeting page to draw; null until it is needed. */
  readonly part = this.#part.asReadonly();
  readonly isBusy = computed(() => this.#recorder()?.isBusy() ?? this.#isLoading());
  readonly safetyText = computed(() => this.#recorder()?.safetyText() ?? '');
  readonly consentAction = computed(() => this.#recorder()?.consentAction() ?? '');

  /** Read once, at the start: what this page keeps from now on is its own affair. */
  readonly #isLeft = leftOnDevice();
  readonly #isNeeded = computed(() => {
    const state = this.#meeting.state();
    const role = this.#meeting.self()?.role;
    if (!state || !role) return false;
    if (this.#isLeft()) return true;
    return state.recording !== null || (mayBegin(state.roomRecording) && may(role, 'record'));
  });

  constructor() {
    effect(() => {
      if (this.#isNeeded()) untracked(() => void this.#load());
    });
  }

  /** Does it at once, or as soon as the feature is here. */
  ask(act: (recorder: Recorder) => void): void {
    const recorder = this.#recorder();
    if (recorder) return act(recorder);
    this.#waiting.push(act);
    void this.#load();
  }

  /** Called by the feature when it is drawn. */
  attach(recorder: Recorder): void {
    this.#recorder.set(recorder);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const act of waiting) act(recorder);
  }

  async #load(): Promise<void> {
    if (this.#isLoading() || this.#part()) return;
    this.#isLoading.set(true);
    try {
      this.#part.set(await this.#loadPart());
    } catch (error) {
      this.#waiting = [];
      this.#toasts.show(sentenceFor(ParleyFailure.offline(error)));
    } finally {
      this.#isLoading.set(false);
    }
  }
}

const mayBegin = (rules: { readonly startsByItself: boolean } | undefined) =>
  rules?.startsByItself ?? false;

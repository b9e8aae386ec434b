import { DestroyRef, inject, Injectable } from '@angular/core';
import { type CaptureProblem, type CaptureSource, problemFrom } from './capture-problem';
import { CaptureSlot } from './capture-slot';
import {
  canBlurBackground,
  constraintsFor,
  type PictureSize,
  retune,
  settingsFor,
} from './constraints';
import { type CaptureSettings, DeviceChoiceStore } from './device-choices';
import { DeviceList } from './device-list';
import { mediaDevices } from './media-ports';

/** A device that another page or program is just letting go of is free a moment later: when to ask again. */
const busyRetryDelaysMs = [1_000, 3_000];

const sources = ['microphone', 'camera'] as const satisfies readonly CaptureSource[];
export type CaptureWishes = Readonly<Record<CaptureSource, boolean>>;

/**
 * The own microphone and camera. A click says what is wanted; one loop makes it so, and the last wish wins whatever the
 * browser answers in between. Off is at once: a muted track carries silence, a stopped camera is let go.
 * Lifetime: its injector's, at whose end every track is stopped.
 */
@Injectable()
export class LocalMediaStore {
  readonly microphone = new CaptureSlot();
  readonly camera = new CaptureSlot();
  readonly #devices = inject(mediaDevices);
  readonly #choices = inject(DeviceChoiceStore);
  readonly #list = inject(DeviceList);
  #isReconciling = false;
  #isOver = false;
  readonly #onDeviceChange = () => this.#retryLost();

  constructor() {
    this.#devices?.addEventListener('devicechange', this.#onDeviceChange);
    inject(DestroyRef).onDestroy(() => {
      this.#devices?.removeEventListener('devicechange', this.#onDeviceChange);
      this.#isOver = true;
      this.release();
    });
  }

  /** Wants what is named on, in one question to the person where both are. */
  open(wishes: CaptureWishes): void {
    for (const source of sources) this.#wish(source, wishes[source]);
    void this.#reconcile();
  }

  setWanted(source: CaptureSource, isWanted: boolean): void {
    this.#wish(source, isWanted);
    void this.#reconcile();
  }

  /** Turns round what the button shows, which is what is so. */
  toggle(source: CaptureSource): void {
    this.setWanted(source, !this[source].isOn());
  }

  /** Takes another device, at once if it is in use. */
  choose(source: CaptureSource, deviceId: string): void {
    this.#choices.choose(source, deviceId);
    if (this[source].isWanted()) this[source].problem.set(null);
    void this.#reconcile();
  }

  /** Uses the devices in another way, at once where they are in use. A muted microphone stays muted. */
  adjust(change: Partial<CaptureSettings>): void {
    this.#choices.adjust(change);
    void this.#reconcile();
  }

  wishes(): CaptureWishes {
    return { microphone: this.microphone.isWanted(), camera: this.camera.isWanted() };
  }

  /** Stops every track: nothing of this person is captured after it. */
  release(): void {
    for (const source of sources) {
      this[source].isWanted.set(false);
      this[source].isLost = false;
      this.#drop(source);
    }
  }

  #wish(source: CaptureSource, isWanted: boolean): void {
    // An answer that comes after the page has gone must not open anything any more.
    if (this.#isOver) return;
    const slot = this[source];
    slot.isWanted.set(isWanted);
    slot.problem.set(null);
    slot.busyCount = 0;
    if (!isWanted) slot.isLost = false;
    if (!isWanted && source === 'camera') this.#drop(source);
    const track = slot.track();
    if (track) track.enabled = isWanted;
  }

  async #reconcile(): Promise<void> {
    if (this.#isReconciling) return;
    this.#isReconciling = true;
    try {
      for (let step = this.#nextStep(); step; step = this.#nextStep()) await step();
    } finally {
      this.#isReconciling = false;
    }
  }

  /** What brings the devices closer to what is wanted; null where nothing is left to do. */
  #nextStep(): (() => Promise<void>) | null {
    const wanted = sources.filter(
      (source) => this[source].isWanted() && this[source].problem() === null,
    );
    const needed = wanted.filter((source) => !this.#isCaptured(source));
    if (needed.length > 0) return () => this.#capture(needed);
    const untuned = wanted.find((source) => this[source].tunedFor !== this.#settings(source));
    return untuned === undefined ? null : () => this.#tune(untuned);
  }

  #isCaptured(source: CaptureSource): boolean {
    const { track, capturedFor, isStale } = this[source];
    return track() !== null && !isStale && capturedFor === this.#choices.choices()[source];
  }

  #settings(source: CaptureSource): string {
    return JSON.stringify(settingsFor(source, this.#choices.choices()));
  }

  async #tune(source: CaptureSource): Promise<void> {
    const slot = this[source];
    const track = slot.track();
    if (!track) return;
    slot.tunedFor = this.#settings(source);
    const isTuned = await retune(source, track, this.#choices.choices());
    if (slot.track() !== track) return;
    slot.isStale = !isTuned;
    slot.size.set(sizeOf(track));
  }

  async #capture(needed: readonly CaptureSource[]): Promise<void> {
    for (const source of needed) {
      const slot = this[source];
      this.#makeWay(source, slot.capturedFor === this.#choices.choices()[source]);
      slot.capturedFor = this.#choices.choices()[source];
      slot.tunedFor = this.#settings(source);
      slot.isStale = false;
      slot.isStarting.set(true);
    }
    const outcome = await this.#ask(needed);
    for (const source of needed) this[source].isStarting.set(false);
    if (typeof outcome !== 'string') {
      for (const track of outcome.getTracks()) this.#take(track);
      await this.#list.refresh();
    } else if (needed.length > 1) {
      // One missing or busy device must not cost the other one.
      for (const source of needed) if (this[source].isWanted()) await this.#capture([source]);
    } else for (const source of needed) await this.#doWithout(source, outcome);
  }

  /**
   * A camera gives another size only after it was let go, and Chromium another voice processing. A voice that is only a
   * moment away stays announced, so that nobody is told of a muting; another microphone is opened beside the first.
   */
  #makeWay(source: CaptureSource, isSameDevice: boolean): void {
    const track = this[source].track();
    if (source === 'camera') this.#drop(source);
    else if (track && isSameDevice) stop(track);
  }

  /** No device. Where the one before still runs it may stand in the way: some systems give a microphone out only once. */
  async #doWithout(source: CaptureSource, problem: CaptureProblem): Promise<void> {
    const isInTheWay = this[source].track()?.readyState === 'live';
    this.#drop(source);
    if (!isInTheWay) this.#fail(source, problem);
    else if (this[source].isWanted()) await this.#capture([source]);
  }

  async #ask(needed: readonly CaptureSource[]): Promise<MediaStream | CaptureProblem> {
    if (!this.#devices) return 'insecure';
    try {
      return await this.#devices.getUserMedia(constraintsFor(needed, this.#choices.choices()));
    } catch (error) {
      return problemFrom(error);
    }
  }

  #take(track: MediaStreamTrack): void {
    const source = track.kind === 'audio' ? 'microphone' : 'camera';
    const slot = this[source];
    if (!slot.isWanted()) {
      track.stop();
      // What is still muted here is of the old device or settings.
      slot.isStale = true;
      return;
    }
    const before = slot.track();
    slot.isLost = false;
    slot.busyCount = 0;
    slot.problem.set(null);
    track.onended = () => this.#lose(source, track);
    this.#followSystem(slot, track);
    slot.track.set(track);
    slot.size.set(sizeOf(track));
    slot.canBlur.set(source === 'camera' && canBlurBackground(track));
    if (before) stop(before);
  }

  /** Lifetime: the track's, which nothing holds once it was dropped. */
  #followSystem(slot: CaptureSlot, track: MediaStreamTrack): void {
    const note = () => {
      if (slot.track() === track) slot.isSilenced.set(track.muted);
    };
    track.addEventListener('mute', note);
    track.addEventListener('unmute', note);
    slot.isSilenced.set(track.muted);
  }

  #fail(source: CaptureSource, problem: CaptureProblem): void {
    const slot = this[source];
    if (!slot.isWanted()) return;
    slot.problem.set(slot.isLost && problem === 'not-found' ? 'lost' : problem);
    if (problem === 'busy') this.#retryBusy(slot);
  }

  #retryBusy(slot: CaptureSlot): void {
    const delayMs = busyRetryDelaysMs[slot.busyCount];
    if (delayMs === undefined) return;
    slot.busyCount += 1;
    setTimeout(() => {
      if (this.#isOver || !slot.isWanted() || slot.problem() !== 'busy') return;
      slot.problem.set(null);
      void this.#reconcile();
    }, delayMs);
  }

  /** The browser ended the track: unplugged, or the permission taken back. Another device may stand in at once. */
  #lose(source: CaptureSource, track: MediaStreamTrack): void {
    const slot = this[source];
    if (slot.track() !== track) return;
    slot.endCopies();
    slot.track.set(null);
    slot.isLost = true;
    void this.#reconcile();
  }

  #retryLost(): void {
    for (const source of sources) if (this[source].isLost) this[source].problem.set(null);
    void this.#reconcile();
  }

  #drop(source: CaptureSource): void {
    const track = this[source].track();
    if (!track) return;
    stop(track);
    this[source].endCopies();
    this[source].track.set(null);
    this[source].size.set(null);
    this[source].canBlur.set(false);
    this[source].isSilenced.set(false);
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}

function sizeOf(track: MediaStreamTrack): PictureSize | null {
  const { width, height } = track.getSettings();
  return width === undefined || height === undefined ? null : { width, height };
}

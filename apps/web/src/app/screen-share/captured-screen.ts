import { computed, signal } from '@angular/core';
import { problemFrom } from '../media/capture-problem';
import type { CaptureSettings } from '../media/device-choices';

type ScreenHint = CaptureSettings['screenHint'];

/** Sharp text matters more than smooth motion, unless somebody says that motion does. */
const frameRates: Readonly<Record<ScreenHint, ConstrainDoubleRange>> = {
  detail: { ideal: 15, max: 30 },
  motion: { ideal: 30, max: 30 },
};
/**
 * Newer than TypeScript's DOM types. The sound of this very page, which is the others' voices, stays out of the capture;
 * the shared tab can be switched, and the system's sound is offered. Source: W3C Screen Capture, 5.3 and 5.4.
 */
const sound: MediaTrackConstraints & { readonly restrictOwnAudio: boolean } = {
  restrictOwnAudio: true,
};
const offers = { surfaceSwitching: 'include', systemAudio: 'include' };

/** One screen, window or tab that is shared or being chosen: its picture, and sound where the browser gives it. */
export class CapturedScreen {
  readonly #stream = signal<MediaStream | null>(null);
  readonly #isWanted = signal(false);
  readonly #hasFailed = signal(false);

  readonly videoTrack = computed(() => this.#stream()?.getVideoTracks()[0] ?? null);
  readonly audioTrack = computed(() => this.#stream()?.getAudioTracks()[0] ?? null);
  readonly isShared = computed(() => this.#stream() !== null);
  /** True while the browser asks what to share. */
  readonly isChoosing = computed(() => this.#isWanted() && !this.isShared());
  /** The system refused, which is not the same as a person who changed their mind. */
  readonly hasFailed = this.#hasFailed.asReadonly();

  async start(devices: MediaDevices, hint: ScreenHint): Promise<void> {
    if (this.#isWanted()) return;
    this.#isWanted.set(true);
    this.#hasFailed.set(false);
    try {
      const frameRate = frameRates[hint];
      const options: DisplayMediaStreamOptions = { video: { frameRate }, audio: sound, ...offers };
      this.#take(await devices.getDisplayMedia(options), hint);
    } catch (error) {
      this.#isWanted.set(false);
      // Closing the chooser and being blocked by the system look alike (W3C Screen Capture, 5.1): both are a choice.
      this.#hasFailed.set(!['denied', 'dismissed', 'failed'].includes(problemFrom(error)));
    }
  }

  stop(): void {
    this.#isWanted.set(false);
    for (const track of this.#stream()?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    this.#stream.set(null);
  }

  /** Another hint counts for what is shared already. */
  async tune(hint: ScreenHint): Promise<void> {
    const video = this.videoTrack();
    if (!video || video.contentHint === hint) return;
    video.contentHint = hint;
    try {
      await video.applyConstraints({ frameRate: frameRates[hint] });
    } catch (error) {
      // The hint is in force all the same; the capture keeps its pace until it is started anew.
      console.warn('screen pace', problemFrom(error));
    }
  }

  #take(stream: MediaStream, hint: ScreenHint): void {
    const [video] = stream.getVideoTracks();
    if (!this.#isWanted() || !video) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    // The browser's own bar stops the picture; its sound then goes with it.
    video.onended = () => this.stop();
    video.contentHint = hint;
    this.#stream.set(stream);
  }
}

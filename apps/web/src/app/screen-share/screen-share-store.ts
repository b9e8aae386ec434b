import { computed, DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import type { VideoSource } from '@parley/mesh';
import { DeviceChoiceStore } from '../media/device-choices';
import { mediaDevices } from '../media/media-ports';
import { CapturedScreen } from './captured-screen';

/**
 * The own shared screens, two at most. Each ends by a button, by the browser's own bar, by a moderator, or with the meeting;
 * its tracks are stopped in every case. Lifetime: its injector's.
 */
@Injectable()
export class ScreenShareStore {
  readonly #devices = inject(mediaDevices);
  readonly #choices = inject(DeviceChoiceStore);
  readonly #first = new CapturedScreen();
  /** The one beside the first; it stays the second when the first is stopped. */
  readonly second = new CapturedScreen();
  readonly #screens = [this.#first, this.second] as const;

  /** False on phones and on plain HTTP. */
  readonly canShare = typeof this.#devices?.getDisplayMedia === 'function';
  readonly videoTrack = this.#first.videoTrack;
  readonly audioTrack = this.#first.audioTrack;
  readonly isSharing = computed(() => this.#screens.some((one) => one.isShared()));
  /** True while the browser asks what to share. */
  readonly isChoosing = computed(() => this.#screens.some((one) => one.isChoosing()));
  /** The system refused, which is not the same as a person who changed their mind. */
  readonly hasFailed = computed(() => this.#screens.some((one) => one.hasFailed()));
  /** Beside one that is shared there is room for another. */
  readonly canShareAnother = computed(
    () => this.canShare && this.#screens.filter((one) => one.isShared()).length === 1,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
    effect(() => {
      const { screenHint } = this.#choices.choices();
      untracked(() => {
        for (const one of this.#screens) void one.tune(screenHint);
      });
    });
  }

  /** Shares one more, while there is room. Has to be called from a click: the browser asks only then. */
  async start(): Promise<void> {
    const free = this.#screens.find((one) => !one.isShared());
    if (!free || !this.#devices || this.isChoosing()) return;
    await free.start(this.#devices, this.#choices.choices().screenHint);
    // Changed while the browser asked.
    await free.tune(this.#choices.choices().screenHint);
  }

  /** Stops one screen, or all. */
  stop(source?: VideoSource): void {
    if (source !== 'second_screen_share') this.#first.stop();
    if (source !== 'screen_share') this.second.stop();
  }
}

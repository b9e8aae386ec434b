import { computed, signal } from '@angular/core';
import type { CaptureProblem } from './capture-problem';
import type { PictureSize } from './constraints';

/** One device: what is wanted of it, what is so, and what stands between. Written by the local media store only. */
export class CaptureSlot {
  readonly isWanted = signal(false);
  readonly track = signal<MediaStreamTrack | null>(null);
  readonly problem = signal<CaptureProblem | null>(null);
  /** True while the browser is asked: it may be showing its question. */
  readonly isStarting = signal(false);
  /** True where others hear or see it: what the buttons show. */
  readonly isOn = computed(() => this.isWanted() && this.track() !== null);
  /** The track to send: null while it is off. */
  readonly liveTrack = computed(() => (this.isOn() ? this.track() : null));
  /** True while the system gives silence or black instead of the device: a key, a shutter, a phone call. */
  readonly isSilenced = signal(false);
  /** It is on, and yet nobody hears or sees it. */
  readonly isHeldBack = computed(() => this.isOn() && this.isSilenced());
  /** What the camera really gives; null while it gives nothing or does not say. */
  readonly size = signal<PictureSize | null>(null);
  /** True where the platform offers to blur what is behind the person, and leaves the choice. */
  readonly canBlur = signal(false);
  /** The device as it was asked for, so that another choice is noticed. */
  capturedFor: string | null = null;
  /** The settings as they were asked for. */
  tunedFor = '';
  /** True where only a new capture brings what is asked for. */
  isStale = false;
  /** True from a device's loss until it is back or no longer wanted. */
  isLost = false;
  /** How often in a row it was in use elsewhere. */
  busyCount = 0;
  readonly #copies = new Set<MediaStreamTrack>();

  /** Another track of the device, for a size of its own; null while it is off. It ends with the device at the latest. */
  copy(): MediaStreamTrack | null {
    const copy = this.liveTrack()?.clone() ?? null;
    if (copy) this.#copies.add(copy);
    return copy;
  }

  /** A device is let go of when the last track of it has ended: at once, because it may be opened anew with another size. */
  endCopies(): void {
    for (const copy of this.#copies) copy.stop();
    this.#copies.clear();
  }
}

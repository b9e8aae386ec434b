import { computed, effect, inject, Injectable, signal } from '@angular/core';
import type { PictureSize } from '../media/constraints';
import { LocalMediaStore } from '../media/local-media-store';

/**
 * The own camera as the meeting sends and shows it: a copy of what is captured, no higher than anybody is shown. What is
 * thrown away behind the camera costs as much before it, once for each receiver.
 *
 * A copy, and its size alone: Chromium 156 opens a camera anew whose own track gets another size, or any of whose tracks
 * gets another pace, and with several pages on one camera that stopped the pictures of all of them.
 * Lifetime: one meeting.
 */
@Injectable()
export class SizedCamera {
  readonly #media = inject(LocalMediaStore);
  readonly #fitted = signal<PictureSize | null>(null);
  /** How high it need be at the most, in pixels; null for all that is captured. */
  readonly limit = signal<number | null>(null);
  /** Null while the camera is off. */
  readonly track = computed(() => this.#media.camera.copy());
  /** What the copy was fitted to last; null before. */
  readonly fitted = this.#fitted.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const copy = this.track();
      onCleanup(() => copy?.stop());
    });
    effect(() => {
      const copy = this.track();
      const captured = this.#media.camera.size();
      if (copy && captured) void this.#fit(copy, limitedSize(captured, this.limit()));
    });
  }

  async #fit(copy: MediaStreamTrack, size: PictureSize): Promise<void> {
    const { width, height } = size;
    if (copy.getSettings().height === height) return;
    try {
      await copy.applyConstraints({ width: { ideal: width }, height: { ideal: height } });
      this.#fitted.set(size);
    } catch (error) {
      // Sent and shown larger than need be, as before.
      console.warn('camera not fitted', error instanceof Error ? error.name : error);
    }
  }
}

/** The size in its own shape, no higher than the limit. */
export function limitedSize(size: PictureSize, limit: number | null): PictureSize {
  if (limit === null || limit >= size.height) return size;
  return { width: even((size.width * limit) / size.height), height: even(limit) };
}

/** Codecs halve the colours. */
function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}

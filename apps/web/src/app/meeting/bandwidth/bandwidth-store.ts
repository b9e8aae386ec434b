import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { LocalMediaStore } from '../../media/local-media-store';

/** The most that each receiver of the own camera may get, in kilobits a second. */
export const videoCeilingsKbps = [250, 500, 1_000, 2_000] as const;
export type VideoCeilingKbps = (typeof videoCeilingsKbps)[number] | null;

const storageKey = 'parley.video-ceiling';

/**
 * How much of the connection this person lets video have. The ceiling is remembered on this device; audio-only holds for
 * one meeting, or until the camera is started. Lifetime: one meeting.
 */
@Injectable()
export class BandwidthStore {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #media = inject(LocalMediaStore);
  readonly #isAudioOnly = signal(false);
  readonly #ceilingKbps = signal(ceilingFrom(this.#storage?.getItem(storageKey)));
  #isCameraToReturn = false;

  /** True while no video is received, and none of the own camera is sent. */
  readonly isAudioOnly = this.#isAudioOnly.asReadonly();
  /** Null where nothing limits it. */
  readonly ceilingKbps = this.#ceilingKbps.asReadonly();

  constructor() {
    // Whoever starts the camera wants pictures again: the last wish wins.
    effect(() => {
      if (this.#media.camera.isWanted()) this.#isAudioOnly.set(false);
    });
  }

  /** Switching it off brings the camera back if it was this that stopped it. */
  setAudioOnly(isAudioOnly: boolean): void {
    if (isAudioOnly === this.#isAudioOnly()) return;
    if (isAudioOnly) this.#isCameraToReturn = this.#media.camera.isWanted();
    if (isAudioOnly || this.#isCameraToReturn) this.#media.setWanted('camera', !isAudioOnly);
    this.#isAudioOnly.set(isAudioOnly);
  }

  setCeiling(ceilingKbps: VideoCeilingKbps): void {
    this.#ceilingKbps.set(ceilingKbps);
    if (ceilingKbps === null) this.#storage?.removeItem(storageKey);
    else this.#storage?.setItem(storageKey, String(ceilingKbps));
  }
}

/** Anything but a ceiling that can be chosen is none. */
export function ceilingFrom(text: string | null | undefined): VideoCeilingKbps {
  return videoCeilingsKbps.find((kbps) => String(kbps) === text) ?? null;
}

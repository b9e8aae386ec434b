import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import type { Ceilings } from '@parley/contract';
import { LocalMediaStore } from '../../media/local-media-store';
import { ceilingsFrom } from './ceilings';

const storageKey = 'parley.ceilings';

/**
 * How much of the connection this person lets sound and video have. The ceilings are remembered on this device; audio-only holds for
 * one meeting, or until the camera is started. Lifetime: one meeting.
 */
@Injectable()
export class BandwidthStore {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #media = inject(LocalMediaStore);
  readonly #isAudioOnly = signal(false);
  readonly #ceilings = signal(ceilingsFrom(this.#storage?.getItem(storageKey)));
  #isCameraToReturn = false;

  /** True while no video is received, and none of the own camera is sent. */
  readonly isAudioOnly = this.#isAudioOnly.asReadonly();
  /** What this person allows to be sent to each of the others; the room may allow less. */
  readonly ceilings = this.#ceilings.asReadonly();

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

  setCeilings(ceilings: Ceilings): void {
    this.#ceilings.set(ceilings);
    this.#storage?.setItem(storageKey, JSON.stringify(ceilings));
  }
}

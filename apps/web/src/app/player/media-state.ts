import { type Signal, signal } from '@angular/core';

/** A player's state as signals, read from its media element when that says something changed. */
export class MediaState {
  readonly #positionMs = signal(0);
  readonly #durationMs = signal<number | null>(null);
  readonly #isPlaying = signal(false);
  readonly #volume = signal(1);
  readonly #isMuted = signal(false);
  readonly positionMs: Signal<number> = this.#positionMs;
  /** Null until the file says it. */
  readonly durationMs: Signal<number | null> = this.#durationMs;
  readonly isPlaying: Signal<boolean> = this.#isPlaying;
  /** From 0 to 1. */
  readonly volume: Signal<number> = this.#volume;
  readonly isMuted: Signal<boolean> = this.#isMuted;

  read(media: HTMLMediaElement): void {
    this.#positionMs.set(media.currentTime * 1_000);
    this.#durationMs.set(Number.isFinite(media.duration) ? media.duration * 1_000 : null);
    this.#isPlaying.set(!media.paused && !media.ended);
    this.#volume.set(media.volume);
    this.#isMuted.set(media.muted || media.volume === 0);
  }
}

import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { DeviceChoiceStore } from './device-choices';
import { mediaDevices } from './media-ports';

/**
 * Whether and where remote sound may be heard: the chosen speaker, and the browser's refusal to play before a click. What the
 * system paused, as iOS does behind a locked screen and when headphones go, plays again as soon as one is back.
 * Lifetime: its injector's.
 */
@Injectable()
export class SoundOutput {
  readonly #choices = inject(DeviceChoiceStore);
  readonly #document = inject(DOCUMENT);
  readonly #devices = inject(mediaDevices);
  readonly #elements = new Set<HTMLMediaElement>();
  readonly #blocked = signal<ReadonlySet<HTMLMediaElement>>(new Set());
  readonly canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  readonly speakerId = computed(() => this.#choices.choices().speaker);
  /** True where the browser waits for a click before it plays sound. */
  readonly isBlocked = computed(() => this.#blocked().size > 0);

  constructor() {
    const page = this.#document.defaultView;
    const resume = () => this.#playPaused();
    // `pageshow`: back from the page cache, where nobody told of visibility (WHATWG HTML, 7.4.6).
    page?.addEventListener('pageshow', resume);
    this.#document.addEventListener('visibilitychange', resume);
    this.#devices?.addEventListener('devicechange', resume);
    inject(DestroyRef).onDestroy(() => {
      page?.removeEventListener('pageshow', resume);
      this.#document.removeEventListener('visibilitychange', resume);
      this.#devices?.removeEventListener('devicechange', resume);
    });
  }

  /** Plays an element, again whenever the system paused it. */
  async play(element: HTMLMediaElement): Promise<void> {
    this.#elements.add(element);
    try {
      await element.play();
      this.#noteBlocked(element, false);
    } catch (error) {
      // AbortError: the next track came while this one began. NotAllowedError: the browser wants a click first.
      const isBlocked = error instanceof DOMException && error.name === 'NotAllowedError';
      this.#noteBlocked(element, isBlocked);
    }
  }

  /** Lets go of an element that has nothing more to play. */
  forget(element: HTMLMediaElement): void {
    this.#elements.delete(element);
    this.#noteBlocked(element, false);
  }

  /** From a click: plays everything that was held back. */
  playAll(): void {
    for (const element of this.#blocked()) void this.play(element);
  }

  #playPaused(): void {
    if (this.#document.hidden) return;
    for (const element of this.#elements) if (element.paused) void this.play(element);
  }

  #noteBlocked(element: HTMLMediaElement, isBlocked: boolean): void {
    // The answer of the browser may come after the element has gone.
    const isNew = isBlocked && this.#elements.has(element);
    if (this.#blocked().has(element) === isNew) return;
    this.#blocked.update((all) => {
      const next = new Set(all);
      if (isNew) next.add(element);
      else next.delete(element);
      return next;
    });
  }
}

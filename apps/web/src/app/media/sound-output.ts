import { computed, inject, Injectable, signal } from '@angular/core';
import { DeviceChoiceStore } from './device-choices';

/** Whether and where remote sound may be heard: the chosen speaker, and the browser's refusal to play before a click. */
@Injectable()
export class SoundOutput {
  readonly #choices = inject(DeviceChoiceStore);
  readonly #blocked = signal<ReadonlySet<HTMLMediaElement>>(new Set());
  readonly canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  readonly speakerId = computed(() => this.#choices.choices().speaker);
  /** True where the browser waits for a click before it plays sound. */
  readonly isBlocked = computed(() => this.#blocked().size > 0);

  noteBlocked(element: HTMLMediaElement, isBlocked: boolean): void {
    if (this.#blocked().has(element) === isBlocked) return;
    this.#blocked.update((all) => {
      const next = new Set(all);
      if (isBlocked) next.add(element);
      else next.delete(element);
      return next;
    });
  }

  /** From a click: plays everything that was held back. */
  async playAll(): Promise<void> {
    for (const element of this.#blocked()) {
      const hasStarted = await element.play().then(
        () => true,
        () => false,
      );
      if (hasStarted) this.noteBlocked(element, false);
    }
  }
}

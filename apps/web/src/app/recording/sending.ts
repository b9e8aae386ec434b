import { computed, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';

/** Which recordings of this page are not yet safe on the server, and a question before it is closed meanwhile. */
@Injectable({ providedIn: 'root' })
export class Sending {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #unfinished = signal<ReadonlySet<string>>(new Set());
  readonly isSending = computed(() => this.#unfinished().size > 0);

  constructor() {
    const askBeforeClosing = (event: BeforeUnloadEvent) => event.preventDefault();
    effect(() => {
      if (this.isSending()) this.#window?.addEventListener('beforeunload', askBeforeClosing);
      else this.#window?.removeEventListener('beforeunload', askBeforeClosing);
    });
  }

  begin(recordingId: string): void {
    this.#unfinished.update((all) => new Set(all).add(recordingId));
  }

  end(recordingId: string): void {
    this.#unfinished.update((all) => new Set([...all].filter((id) => id !== recordingId)));
  }
}

import { effect, inject, Injectable, untracked } from '@angular/core';
import { LocalMediaStore } from '../media/local-media-store';
import { Toasts } from '../shell/toasts';
import { silencedSentence } from '../text/media.en';

/** Says when a device that is on gives nothing because the system holds it back: a key, a shutter, a phone call. */
@Injectable()
export class SilencedNotice {
  readonly #media = inject(LocalMediaStore);
  readonly #toasts = inject(Toasts);

  constructor() {
    for (const source of ['microphone', 'camera'] as const)
      effect(() => {
        if (!this.#media[source].isHeldBack()) return;
        untracked(() => this.#toasts.show(silencedSentence(source)));
      });
  }
}

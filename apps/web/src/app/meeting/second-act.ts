import { DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import { FirstRemoteFrame } from './marks';
import { MeetingStore } from './meeting-store';

/** Longer than a first picture takes in one network, on a slow machine too, where whatever is drawn earlier delays it most. */
const atLatestMs = 1_000;

/**
 * What can wait until the first picture is there, because making it takes as long as a picture needs to come: controls,
 * listening for voices, focus. Begins at once where nobody is there to send a picture. Lifetime: one meeting.
 */
@Injectable()
export class SecondAct {
  readonly #hasBegun = signal(false);
  readonly hasBegun = this.#hasBegun.asReadonly();

  constructor() {
    const firstFrame = inject(FirstRemoteFrame);
    const meeting = inject(MeetingStore);
    const begin = () => this.#hasBegun.set(true);
    const atLatest = setTimeout(begin, atLatestMs);
    inject(DestroyRef).onDestroy(() => clearTimeout(atLatest));
    effect(() => {
      if (firstFrame.isSeen() || meeting.others().length === 0) begin();
    });
  }

  /** Runs `work` when it begins, once. Needs an injection context. */
  run(work: () => void): void {
    const once = effect(() => {
      if (!this.#hasBegun()) return;
      work();
      once.destroy();
    });
  }
}

import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';
import { RememberedSwitch } from '../api/remembered';
import { LocalMediaStore } from '../media/local-media-store';
import { MeetingStore } from './meeting-store';
import { isTypingIn } from './shortcuts';

const storageKey = 'parley.push-to-talk';
const pressable =
  'button, a[href], summary, audio, video, [role="button"], [role="switch"], [role="slider"], [role="tab"]';
/** Keys that lead the focus somewhere: what has it after them was chosen by keyboard. */
const leading = /^(Tab|Arrow)/;

/** Whether Space talks; remembered on this device. */
@Injectable({ providedIn: 'root' })
export class PushToTalkSetting extends RememberedSwitch {
  constructor() {
    super(storageKey);
  }
}

/**
 * Space held while muted speaks; let go, it is muted again, as it is when the page loses the keyboard or is hidden. Space
 * stays the typist's, and the button's that was reached by keyboard; on one that was clicked with the mouse it talks.
 * Lifetime: its injector's, which ends a talk that is going on.
 */
@Injectable()
export class PushToTalk {
  readonly #media = inject(LocalMediaStore);
  readonly #meeting = inject(MeetingStore);
  readonly #setting = inject(PushToTalkSetting);
  readonly #document = inject(DOCUMENT);
  #isTalking = false;
  #isFocusByPointer = false;

  constructor() {
    const page = this.#document;
    const ended = new AbortController();
    const { signal: until } = ended;
    page.addEventListener('keydown', (event) => this.#press(event), { signal: until });
    page.addEventListener('keyup', (event) => this.#release(event), { signal: until });
    page.addEventListener('pointerdown', () => (this.#isFocusByPointer = true), {
      signal: until,
      capture: true,
    });
    page.addEventListener('visibilitychange', () => this.#stop(), { signal: until });
    page.defaultView?.addEventListener('blur', () => this.#stop(), { signal: until });
    inject(DestroyRef).onDestroy(() => {
      ended.abort();
      this.#stop();
    });
  }

  #press(event: KeyboardEvent): void {
    if (leading.test(event.key)) this.#isFocusByPointer = false;
    if (event.key !== ' ') return;
    if (this.#isTalking) event.preventDefault();
    else if (this.#mayTalk(event)) {
      event.preventDefault();
      this.#isTalking = true;
      this.#media.setWanted('microphone', true);
    }
  }

  #release(event: KeyboardEvent): void {
    if (event.key !== ' ' || !this.#isTalking) return;
    // The button under the focus must not be pressed by it.
    event.preventDefault();
    this.#stop();
  }

  #mayTalk({ target, repeat, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (repeat || ctrlKey || metaKey || altKey || shiftKey || isTypingIn(target)) return false;
    if (this.#wouldPress(target)) return false;
    const isMuted = !this.#media.microphone.isWanted();
    return isMuted && this.#setting.isOn() && this.#meeting.may('unmute');
  }

  #wouldPress(target: EventTarget | null): boolean {
    const isPressable = target instanceof Element && target.closest(pressable) !== null;
    return isPressable && !this.#isFocusByPointer;
  }

  #stop(): void {
    if (!this.#isTalking) return;
    this.#isTalking = false;
    this.#media.setWanted('microphone', false);
  }
}

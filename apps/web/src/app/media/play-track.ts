import { DestroyRef, Directive, effect, ElementRef, inject, input } from '@angular/core';
import { createMediaStream } from './media-ports';
import { SoundOutput } from './sound-output';

/** Plays one track in a video or audio element, sound on the chosen speaker. Lifetime: the element's, which then lets go. */
@Directive({ selector: 'video[parleyPlay], audio[parleyPlay]' })
export class PlayTrack {
  readonly parleyPlay = input.required<MediaStreamTrack | null>();
  readonly #element = inject<ElementRef<HTMLMediaElement>>(ElementRef).nativeElement;
  readonly #createStream = inject(createMediaStream);
  readonly #sound = inject(SoundOutput);

  constructor() {
    effect(() => void this.#play(this.parleyPlay()));
    if (this.#element.localName === 'audio')
      effect(() => void this.#route(this.#sound.speakerId()));
    inject(DestroyRef).onDestroy(() => {
      this.#sound.forget(this.#element);
      this.#element.srcObject = null;
    });
  }

  async #play(track: MediaStreamTrack | null): Promise<void> {
    this.#element.srcObject = track ? this.#createStream([track]) : null;
    if (track) await this.#sound.play(this.#element);
    else this.#sound.forget(this.#element);
  }

  async #route(speakerId: string | null): Promise<void> {
    if (!this.#sound.canChooseSpeaker) return;
    try {
      await this.#element.setSinkId(speakerId ?? '');
    } catch (error) {
      // The chosen speaker was unplugged: the browser goes on with the system's default.
      console.warn('speaker', error);
    }
  }
}

import { DestroyRef, Directive, effect, ElementRef, inject, input } from '@angular/core';

/** Shows a stream's picture without its sound. Lifetime: the element's; the tracks are their opener's. */
@Directive({ selector: 'video[parleyLivePicture]' })
export class LivePicture {
  readonly parleyLivePicture = input.required<MediaStream>();
  readonly #video = inject<ElementRef<HTMLVideoElement>>(ElementRef).nativeElement;

  constructor() {
    this.#video.muted = true;
    this.#video.autoplay = true;
    this.#video.playsInline = true;
    effect(() => (this.#video.srcObject = this.parleyLivePicture()));
    inject(DestroyRef).onDestroy(() => (this.#video.srcObject = null));
  }
}

import { Directive, DestroyRef, ElementRef, inject, output } from '@angular/core';

export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** Tells the size of its element's content box, first once and then whenever it changes. Lifetime: the element's. */
@Directive({ selector: '[parleySize]' })
export class ElementSizeObserver {
  readonly parleySize = output<ElementSize>();

  constructor() {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.parleySize.emit(entry.contentRect);
    });
    observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}

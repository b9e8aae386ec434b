import { Directive, ElementRef, inject, input } from '@angular/core';

/** How far a press may slip and still be a press. */
const slipPx = 4;

/** Lets the own picture be pushed out of the way by finger or mouse, inside its parent. Keyboards need not: it covers no control. */
@Directive({
  selector: '[parleyDraggable]',
  host: {
    '(pointerdown)': 'begin($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'end()',
    '(pointercancel)': 'end()',
    '[class.draggable]': 'parleyDraggable()',
    '[style.translate]': 'null',
  },
})
export class Draggable {
  /** Off, it stands where the layout puts it. */
  readonly parleyDraggable = input.required<boolean>();
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  #from: { readonly x: number; readonly y: number } | null = null;
  #shift = { x: 0, y: 0 };

  protected begin(event: PointerEvent): void {
    if (!this.parleyDraggable()) return;
    this.#from = { x: event.clientX - this.#shift.x, y: event.clientY - this.#shift.y };
    this.#element.setPointerCapture(event.pointerId);
  }

  protected move(event: PointerEvent): void {
    if (!this.#from) return;
    const x = event.clientX - this.#from.x;
    const y = event.clientY - this.#from.y;
    if (Math.hypot(x - this.#shift.x, y - this.#shift.y) < slipPx) return;
    this.#shift = this.#inside(x, y);
    this.#element.style.translate = `${this.#shift.x}px ${this.#shift.y}px`;
  }

  protected end(): void {
    this.#from = null;
  }

  /** Keeps it whole inside the stage. */
  #inside(x: number, y: number): { x: number; y: number } {
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight, offsetParent } = this.#element;
    const clamp = (value: number, start: number, size: number, whole: number) =>
      Math.min(Math.max(value, -start), whole - start - size);
    return {
      x: clamp(x, offsetLeft, offsetWidth, offsetParent?.clientWidth ?? 0),
      y: clamp(y, offsetTop, offsetHeight, offsetParent?.clientHeight ?? 0),
    };
  }
}

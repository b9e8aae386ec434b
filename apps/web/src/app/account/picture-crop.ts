import {
  Component,
  computed,
  effect,
  ElementRef,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { picture as text } from '../text/account.en';
import { type Crop, maxZoom, moved, squareOf, wholeCrop } from './square-crop';

/**
 * Twice what the server keeps, so that its scaling has something to work with. The template says it once more: a bound
 * width is set after the first drawing, and empties the canvas.
 */
const sidePx = 512;
const quality = 0.92;
/** Of the square's side, for one press of an arrow key. */
const keyStep = 0.05;
const stepOf: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-keyStep, 0],
  ArrowRight: [keyStep, 0],
  ArrowUp: [0, -keyStep],
  ArrowDown: [0, keyStep],
};

/** The square that will be shown: dragged into place, or moved by keys, and zoomed. */
@Component({
  selector: 'parley-picture-crop',
  template: `
    <canvas
      #canvas
      role="img"
      tabindex="0"
      [attr.aria-label]="text.crop"
      [attr.aria-description]="text.cropHint"
      width="512"
      height="512"
      (pointerdown)="grip($event)"
      (pointermove)="drag($event)"
      (keydown)="step($event)"
    ></canvas>
    <label>
      <span>{{ text.zoom }}</span>
      <input
        type="range"
        min="1"
        step="0.01"
        [max]="maxZoom"
        [value]="crop().zoom"
        (input)="zoom($event)"
      />
    </label>
    <p class="soft">{{ text.cropHint }}</p>
  `,
  styleUrl: './picture-crop.css',
})
export class PictureCrop {
  readonly source = input.required<ImageBitmap>();
  protected readonly text = text;
  protected readonly maxZoom = maxZoom;
  /** A new picture begins whole. */
  protected readonly crop = linkedSignal<ImageBitmap, Crop>({
    source: this.source,
    computation: () => wholeCrop,
  });
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly square = computed(() => squareOf(this.source(), this.crop()));

  constructor() {
    effect(() => this.draw());
  }

  /** The square as a JPEG. */
  toBlob(): Promise<Blob> {
    return new Promise((resolve, reject) =>
      this.canvas().nativeElement.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new TypeError('the canvas gave no picture'))),
        'image/jpeg',
        quality,
      ),
    );
  }

  protected grip(event: PointerEvent): void {
    this.canvas().nativeElement.setPointerCapture(event.pointerId);
  }

  protected drag(event: PointerEvent): void {
    const canvas = this.canvas().nativeElement;
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    const { width } = canvas.getBoundingClientRect();
    this.move(event.movementX / width, event.movementY / width);
  }

  protected step(event: KeyboardEvent): void {
    const by = stepOf[event.key];
    if (!by) return;
    event.preventDefault();
    this.move(...by);
  }

  protected zoom({ target }: Event): void {
    if (target instanceof HTMLInputElement)
      this.crop.update((crop) => ({ ...crop, zoom: target.valueAsNumber }));
  }

  private move(byX: number, byY: number): void {
    this.crop.update((crop) => moved(this.source(), crop, byX, byY));
  }

  private draw(): void {
    const context = this.canvas().nativeElement.getContext('2d');
    if (!context) return;
    const { x, y, side } = this.square();
    // What is transparent becomes white here as it does on the server.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, sidePx, sidePx);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.source(), x, y, side, side, 0, 0, sidePx, sidePx);
  }
}

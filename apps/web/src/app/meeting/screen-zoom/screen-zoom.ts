import {
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Button, Icon } from '@parley/ui';
import { debounceTime, skipWhile } from 'rxjs';
import { zoomText as text } from '../../text/zoom.en';
import { ElementSizeObserver } from '../element-size';
import {
  factorOfWheel,
  factorToStop,
  followGrip,
  frameMiddle,
  gripOf,
  keepInside,
  moveZoom,
  type Point,
  roomOf,
  type Size,
  toggleZoom,
  transformOf,
  whole,
  type Zoom,
} from './zoom';
import { ZoomStore } from './zoom-store';

/** A pinch goes through many sizes: only where it comes to rest is told to anybody. */
const restMs = 300;
const keyStepPx = 64;
/** What one line of a wheel that counts lines is in pixels: Firefox's own reckoning. */
const wheelLinePx = 16;
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyStepPx, y: 0 },
  ArrowRight: { x: -keyStepPx, y: 0 },
  ArrowUp: { x: 0, y: keyStepPx },
  ArrowDown: { x: 0, y: -keyStepPx },
};
const noSize: Size = { width: 0, height: 0 };

/** Lies over a shared screen and lets whoever looks at it come closer. Nobody else sees anything of it. */
@Component({
  selector: 'parley-screen-zoom',
  imports: [Button, ElementSizeObserver, Icon],
  templateUrl: './screen-zoom.html',
  styleUrl: './screen-zoom.css',
})
export class ScreenZoom {
  /** The key of its tile. */
  readonly key = input.required<string>();
  readonly picture = input.required<HTMLVideoElement>();
  /** What takes the focus and so the keys: the tile. */
  readonly frame = input.required<HTMLElement>();
  protected readonly text = text;
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #zooms = inject(ZoomStore);
  readonly #pointers = new Map<number, Point>();
  readonly #pixels = signal(noSize);
  protected readonly frameSize = signal(noSize);
  readonly #wished = signal(whole);
  /** A hand moves the picture itself; everything else lets it glide. */
  readonly #isGliding = signal(false);
  protected readonly isHeld = signal(false);

  readonly #room = computed(() => {
    const [frame, pixels] = [this.frameSize(), this.#pixels()];
    if (frame.width === 0 || frame.height === 0 || pixels.width === 0) return null;
    return roomOf(frame, pixels, devicePixelRatio);
  });
  protected readonly zoom = computed(() => {
    const room = this.#room();
    return room ? keepInside(this.#wished(), room) : whole;
  });
  readonly #scale = computed(() => this.zoom().scale);
  protected readonly isZoomed = computed(() => this.#scale() > 1);
  protected readonly controls = [
    { name: text.zoomOut, icon: 'minus', isOpen: this.isZoomed, press: () => this.#step(-1) },
    {
      name: text.zoomIn,
      icon: 'plus',
      isOpen: computed(() => factorToStop(this.#scale(), 1) > 1),
      press: () => this.#step(1),
    },
    { name: text.fit, icon: 'expand', isOpen: this.isZoomed, press: () => this.#glideTo(whole) },
  ] as const;
  readonly #restingScale = toSignal(
    toObservable(this.#scale).pipe(
      skipWhile((scale) => scale === 1),
      debounceTime(restMs),
    ),
    { initialValue: null },
  );
  protected readonly announcement = computed(() => {
    const scale = this.#restingScale();
    return scale === null ? '' : text.announced(scale);
  });

  constructor() {
    effect((onCleanup) => {
      const listening = new AbortController();
      onCleanup(() => listening.abort());
      this.#readPixels(this.picture(), listening.signal);
      this.frame().addEventListener('keydown', (event) => this.#press(event), listening);
    });
    effect(() => this.#draw(this.picture().style));
    effect(() => this.#zooms.set(this.key(), this.#restingScale() ?? 1));
    inject(DestroyRef).onDestroy(() => {
      this.#zooms.set(this.key(), 1);
      this.picture().style.transform = '';
    });
  }

  protected toggle(event: MouseEvent): void {
    const room = this.#room();
    if (room) this.#glideTo(toggleZoom(this.zoom(), this.#placeOf(event), room));
  }

  /** With Ctrl or Command, and for two fingers on a touchpad, it zooms; without, it moves a picture that is zoomed. */
  protected turnWheel(event: WheelEvent): void {
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && !this.isZoomed()) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : wheelLinePx;
    if (isZoom) this.#glideBy(this.#placeOf(event), factorOfWheel(event.deltaY * unit));
    else this.#pan({ x: -event.deltaX * unit, y: -event.deltaY * unit });
  }

  protected take(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    event.target.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#placeOf(event));
    this.#isGliding.set(false);
    this.isHeld.set(true);
  }

  protected drag(event: PointerEvent): void {
    const room = this.#room();
    if (!room || !this.#pointers.has(event.pointerId)) return;
    const from = gripOf([...this.#pointers.values()]);
    this.#pointers.set(event.pointerId, this.#placeOf(event));
    const to = gripOf([...this.#pointers.values()]);
    if (from && to) this.#wished.set(followGrip(this.zoom(), from, to, room));
  }

  protected release(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.isHeld.set(this.#pointers.size > 0);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = arrows[event.key];
    if (event.key === '+' || event.key === '=') this.#step(1);
    else if (event.key === '-' || event.key === '_') this.#step(-1);
    else if (event.key === '0') this.#glideTo(whole);
    else if (way && this.isZoomed()) this.#pan(way);
    else return;
    event.preventDefault();
  }

  #step(direction: 1 | -1): void {
    this.#glideBy(frameMiddle, factorToStop(this.#scale(), direction));
  }

  #glideBy(at: Point, factor: number): void {
    const room = this.#room();
    if (room) this.#glideTo(moveZoom(this.zoom(), { from: at, to: at, factor }, room));
  }

  #glideTo(zoom: Zoom): void {
    this.#isGliding.set(true);
    this.#wished.set(zoom);
  }

  #pan(way: Point): void {
    const room = this.#room();
    if (!room) return;
    this.#glideTo(moveZoom(this.zoom(), { from: frameMiddle, to: way, factor: 1 }, room));
  }

  #readPixels(picture: HTMLVideoElement, signal: AbortSignal): void {
    const read = () => this.#pixels.set({ width: picture.videoWidth, height: picture.videoHeight });
    read();
    picture.addEventListener('resize', read, { signal });
  }

  #draw(style: CSSStyleDeclaration): void {
    const room = this.#room();
    style.transition = this.#isGliding() ? 'transform var(--fast) var(--ease)' : '';
    style.transform = room && this.isZoomed() ? transformOf(this.zoom(), room) : '';
  }

  #placeOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}

/** A place or a way, in CSS pixels; where it is a place in a frame, counted from the frame's middle. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a picture stands in its frame: `scale` 1 shows it whole, `middle` is the point of the picture (0 to 1 each way)
 * that stands in the middle of the frame. Neither counts pixels, so that a picture or a frame of another size moves nothing.
 */
export interface Zoom {
  readonly scale: number;
  readonly middle: Point;
}

/** What bounds a zoom. */
export interface ZoomRoom {
  readonly frame: Size;
  /** The picture as it stands in the frame at scale 1. */
  readonly picture: Size;
  /** The scale at which a pixel of the picture is one of the screen's. */
  readonly ownScale: number;
}

/** What one hand holds: the place between its fingers, and how far they are apart (0 for one finger or a mouse). */
export interface Grip extends Point {
  readonly spread: number;
}

export const whole: Zoom = { scale: 1, middle: { x: 0.5, y: 0.5 } };
export const frameMiddle: Point = { x: 0, y: 0 };
/** Letters of 12 pixels in a small tile can be read at four times their size; beyond it a codec's blocks are all one sees. */
const greatestScale = 4;
/** What the keys and buttons go through. */
const stops = [1, 1.5, 2, 3, 4] as const;
/** An own size closer than this to the whole would look like a double click that did nothing. */
const leastOwnScale = 1.25;
const usualOwnScale = 2;
/** One notch of a wheel is 100 pixels and should be about a fifth. */
const scalePerWheelPixel = 1.002;

/** The room of a picture of these pixels that is shown whole in the frame. */
export function roomOf(frame: Size, pixels: Size, devicePixelRatio: number): ZoomRoom {
  const fit = Math.min(frame.width / pixels.width, frame.height / pixels.height);
  return {
    frame,
    picture: { width: pixels.width * fit, height: pixels.height * fit },
    ownScale: 1 / (fit * devicePixelRatio),
  };
}

/** Scales by `factor`; the point of the picture that was at `from` is then at `to`, as far as the picture's edges let it. */
export function moveZoom(
  zoom: Zoom,
  { from, to, factor }: { readonly from: Point; readonly to: Point; readonly factor: number },
  room: ZoomRoom,
): Zoom {
  const scale = clamp(zoom.scale * factor, 1, Math.max(greatestScale, room.ownScale));
  const along = (middle: number, start: number, end: number, size: number) =>
    middle + start / (size * zoom.scale) - end / (size * scale);
  const { picture } = room;
  return keepInside(
    {
      scale,
      middle: {
        x: along(zoom.middle.x, from.x, to.x, picture.width),
        y: along(zoom.middle.y, from.y, to.y, picture.height),
      },
    },
    room,
  );
}

/** No gap opens at an edge while the picture is larger than its frame; where it is smaller it stands in the middle. */
export function keepInside({ scale, middle }: Zoom, { frame, picture }: ZoomRoom): Zoom {
  const along = (place: number, frameLength: number, pictureLength: number) => {
    const half = frameLength / (2 * pictureLength * scale);
    return half >= 0.5 ? 0.5 : clamp(place, half, 1 - half);
  };
  return {
    scale,
    middle: {
      x: along(middle.x, frame.width, picture.width),
      y: along(middle.y, frame.height, picture.height),
    },
  };
}

/** The factor to the next stop that is larger (`step` 1) or smaller (`step` -1). */
export function factorToStop(scale: number, step: 1 | -1): number {
  const next =
    step > 0
      ? stops.find((stop) => stop > scale + 0.01)
      : stops.findLast((stop) => stop < scale - 0.01);
  return (next ?? scale) / scale;
}

export function factorOfWheel(deltaPixels: number): number {
  return scalePerWheelPixel ** -deltaPixels;
}

/** From the whole picture to its own pixels, and back to the whole. */
export function toggleZoom(zoom: Zoom, at: Point, room: ZoomRoom): Zoom {
  if (zoom.scale > 1) return whole;
  const factor = room.ownScale >= leastOwnScale ? room.ownScale : usualOwnScale;
  return moveZoom(zoom, { from: at, to: at, factor }, room);
}

/** What one or two fingers hold; null where there are none. */
export function gripOf(points: readonly Point[]): Grip | null {
  const [first, second] = points;
  if (!first) return null;
  if (!second) return { ...first, spread: 0 };
  return {
    x: (first.x + second.x) / 2,
    y: (first.y + second.y) / 2,
    spread: Math.hypot(first.x - second.x, first.y - second.y),
  };
}

/** The picture goes with the fingers that hold it. */
export function followGrip(zoom: Zoom, from: Grip, to: Grip, room: ZoomRoom): Zoom {
  const factor = from.spread > 0 && to.spread > 0 ? to.spread / from.spread : 1;
  return moveZoom(zoom, { from, to, factor }, room);
}

/** As a CSS transform of a picture whose origin is the middle of its frame. */
export function transformOf({ scale, middle }: Zoom, { picture }: ZoomRoom): string {
  const x = (0.5 - middle.x) * picture.width * scale;
  const y = (0.5 - middle.y) * picture.height * scale;
  return `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${scale.toFixed(4)})`;
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(Math.max(value, least), greatest);
}

/** A picture's size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is shown of a picture: a square around a point; `zoom` 1 is the largest that fits. */
export interface Crop {
  readonly zoom: number;
  /** From 0 to 1 of the picture's width and height. */
  readonly centerX: number;
  readonly centerY: number;
}

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

export const maxZoom = 4;
export const wholeCrop: Crop = { zoom: 1, centerX: 0.5, centerY: 0.5 };

const between = (low: number, value: number, high: number) => Math.min(Math.max(value, low), high);

/** The square in the picture's own pixels, never beyond its edges. */
export function squareOf({ width, height }: Size, { zoom, centerX, centerY }: Crop): Square {
  const side = Math.min(width, height) / between(1, zoom, maxZoom);
  return {
    x: between(0, centerX * width - side / 2, width - side),
    y: between(0, centerY * height - side / 2, height - side),
    side,
  };
}

/** The crop after the picture was moved by a part of the square's side: right and down are positive. */
export function moved(size: Size, crop: Crop, byX: number, byY: number): Crop {
  const { x, y, side } = squareOf(size, crop);
  return {
    zoom: crop.zoom,
    centerX: between(side / 2, x + side / 2 - byX * side, size.width - side / 2) / size.width,
    centerY: between(side / 2, y + side / 2 - byY * side, size.height - side / 2) / size.height,
  };
}

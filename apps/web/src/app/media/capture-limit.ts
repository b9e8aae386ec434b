/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What a camera need not exceed for now, because nobody is shown more. */
export interface CaptureLimit {
  /** In pixels, of a picture that is wider than high. */
  readonly height: number;
  /** Frames a second. */
  readonly framerate: number;
}

/** The size in its own shape, no higher than the limit. */
export function limitedSize(size: PictureSize, limit: CaptureLimit | null): PictureSize {
  if (!limit || limit.height >= size.height) return size;
  return { width: even((size.width * limit.height) / size.height), height: even(limit.height) };
}

/** Codecs halve the colours. */
function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}

import { readImageHeader } from './image-header';

/** As many as a good camera makes; decoded they take 160 MB for a moment. */
const maxPixels = 40_000_000;
const longestSidePixels = 960;

/**
 * Draws a picture anew, small: what is shown was made on this device, and nothing of the received file but its colours is
 * in it (security.md T63). Null where it is no raster image, claims to be huge, or cannot be decoded.
 */
export async function drawPreview(file: Blob): Promise<Blob | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = readImageHeader(bytes);
  if (!header || header.width * header.height > maxPixels) return null;
  const bitmap = await decoded(new Blob([bytes], { type: header.type }));
  if (!bitmap) return null;
  const scale = Math.min(1, longestSidePixels / Math.max(bitmap.width, bitmap.height));
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const canvas = new OffscreenCanvas(side(bitmap.width), side(bitmap.height));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}

/** Null for bytes that only begin like a picture: browsers say no more than `InvalidStateError`. */
async function decoded(image: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(image);
  } catch (cause) {
    if (cause instanceof DOMException) return null;
    throw cause;
  }
}

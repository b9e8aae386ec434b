import type { PlacedTile } from './layout';
import type { Box, Size } from './scene';

/** The part of a picture to draw and where, for a picture of size `source` in `box`. Pure. */
export function fitPicture(
  source: Size,
  box: Box,
  fit: PlacedTile['fit'],
): { readonly from: Box; readonly to: Box } {
  const scales = [box.width / source.width, box.height / source.height] as const;
  if (fit === 'cover') {
    const scale = Math.max(...scales);
    const width = box.width / scale;
    const height = box.height / scale;
    const from = {
      x: (source.width - width) / 2,
      y: (source.height - height) / 2,
      width,
      height,
    };
    return { from, to: box };
  }
  const scale = Math.min(...scales);
  const width = source.width * scale;
  const height = source.height * scale;
  const to = {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  };
  return { from: { x: 0, y: 0, ...source }, to };
}

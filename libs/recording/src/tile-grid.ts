import type { Box, Size } from './scene';

/** Space around and between tiles. */
export const gap = 8;
/** Tiles may be anything between these shapes, so that two people fill a wide canvas better than 16:9 alone would. */
const narrowest = 4 / 3;
const widest = 16 / 9;
/** The boxes of an even grid that makes tiles as large as they can be, row by row, the last row centred. Pure. */
export function gridBoxes(count: number, area: Box): readonly Box[] {
  const best = bestGrid(count, area);
  if (best === null) {
    return [];
  }
  const { columns, rows, tile } = best;
  const top = area.y + (area.height - rows * tile.height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return {
      x: Math.round(left + (index % columns) * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      ...tile,
    };
  });
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tile: Size;
}

function bestGrid(count: number, area: Size): Grid | null {
  let best: Grid | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const tile = largestTile({
      width: (area.width - (columns - 1) * gap) / columns,
      height: (area.height - (rows - 1) * gap) / rows,
    });
    if (best === null || tile.width * tile.height > best.tile.width * best.tile.height) {
      best = { columns, rows, tile };
    }
  }
  return best;
}

function largestTile(cell: Size): Size {
  const height = Math.min(cell.height, cell.width / narrowest);
  const width = Math.min(cell.width, height * widest);
  return { width: Math.max(1, Math.floor(width)), height: Math.max(1, Math.floor(height)) };
}

/** The box without its margin. */
export function inset(box: Box): Box {
  return {
    x: box.x + gap,
    y: box.y + gap,
    width: Math.max(1, box.width - 2 * gap),
    height: Math.max(1, box.height - 2 * gap),
  };
}

import type { Box, SceneTile, Size } from './scene';

/** A tile and where it goes. `fit` says what gives way when the shapes differ: edges (`cover`) or area (`contain`). */
export interface PlacedTile {
  readonly tile: SceneTile;
  readonly box: Box;
  readonly fit: 'cover' | 'contain';
}

/** Space around and between tiles. */
export const gap = 8;
/** Tiles may be anything between these shapes, so that two people fill a wide canvas better than 16:9 alone would. */
const narrowest = 4 / 3;
const widest = 16 / 9;
/** A shared screen is read, faces beside it are only recognised. */
const screenShare = 0.8;

/**
 * Says where each tile goes: an even grid that makes tiles as large as they can be; with a shared screen the newest
 * share large and everything else in a strip on the right. Pure; keeps the order of the tiles.
 */
export function layoutScene(tiles: readonly SceneTile[], size: Size): readonly PlacedTile[] {
  const area = inset({ x: 0, y: 0, ...size });
  const shared = tiles.findLast((tile) => tile.kind === 'screen_share');
  if (shared === undefined) {
    return placeAll(tiles, area);
  }
  const others = tiles.filter((tile) => tile !== shared);
  const screen: Box =
    others.length === 0 ? area : { ...area, width: Math.floor(area.width * screenShare) };
  const stripX = screen.x + screen.width + gap;
  const strip: Box = { ...area, x: stripX, width: area.x + area.width - stripX };
  return [{ tile: shared, box: screen, fit: 'contain' }, ...placeAll(others, strip)];
}

function placeAll(tiles: readonly SceneTile[], area: Box): readonly PlacedTile[] {
  return gridBoxes(tiles.length, area).flatMap((box, index) => {
    const tile = tiles[index];
    return tile === undefined
      ? []
      : [{ tile, box, fit: tile.kind === 'screen_share' ? 'contain' : 'cover' } as const];
  });
}

/** The boxes of an even grid, row by row, the last row centred. */
function gridBoxes(count: number, area: Box): readonly Box[] {
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

function inset(box: Box): Box {
  return {
    x: box.x + gap,
    y: box.y + gap,
    width: Math.max(1, box.width - 2 * gap),
    height: Math.max(1, box.height - 2 * gap),
  };
}

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

/** One or two letters for a person without a picture. Pure. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const initials = letters.map((word) => [...(word ?? '')][0] ?? '').join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}

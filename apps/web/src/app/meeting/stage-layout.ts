import { placeInGrid, type Rect } from './best-fit';

/** What the stage has to place: a key, whether it is a screen, whether it is one's own picture. */
export interface StageItem {
  readonly key: string;
  readonly isScreen: boolean;
  readonly isOwn: boolean;
}

export interface Placement extends Rect {
  /** The own picture lies over the others on a phone; everything else has a place of its own. */
  readonly isFloating: boolean;
}

const gap = 8;
/** Under this width the stage is a phone's: one column, own picture floating (visual-design.md). */
export const phoneWidth = 600;
const stripWidth = 220;
const stripTileMaxHeight = 210;
const stripRowHeight = 112;
/** Narrower or lower than this a face is no more than a spot: two rows show more of it. */
const stripTileLeast = 96;
const floating = { width: 96, height: 136, margin: 8 };

/**
 * Places every tile: an even grid, or what is pinned, otherwise screens, large with everything else in a strip beside
 * (below, on an upright stage).
 *
 * @param pinnedKey of the tile that is to be large; without effect where there is no such tile.
 */
export function layOutStage(
  items: readonly StageItem[],
  width: number,
  height: number,
  pinnedKey: string | null = null,
): ReadonlyMap<string, Placement> {
  if (width <= 0 || height <= 0) return new Map();
  const pinned = items.filter(({ key }) => key === pinnedKey);
  const large = pinned.length > 0 ? pinned : items.filter(({ isScreen }) => isScreen);
  if (large.length > 0) return spotlight(items, large, width, height);
  const own = items.find(({ isOwn }) => isOwn);
  if (own && width < phoneWidth && items.length > 1) return floatOwn(items, own, width, height);
  return grid(items, { left: 0, top: 0, width, height });
}

function grid(items: readonly StageItem[], area: Rect): Map<string, Placement> {
  const rects = placeInGrid(items.length, area);
  return place(items, rects);
}

function floatOwn(
  items: readonly StageItem[],
  own: StageItem,
  width: number,
  height: number,
): Map<string, Placement> {
  const placements = grid(
    items.filter((item) => item !== own),
    { left: 0, top: 0, width, height },
  );
  return placements.set(own.key, {
    left: width - floating.width - floating.margin,
    top: height - floating.height - floating.margin * 2,
    width: floating.width,
    height: floating.height,
    isFloating: true,
  });
}

function spotlight(
  items: readonly StageItem[],
  large: readonly StageItem[],
  width: number,
  height: number,
): Map<string, Placement> {
  const others = items.filter((item) => !large.includes(item));
  const isUpright = width < height || width < phoneWidth;
  const main: Rect = isUpright
    ? { left: 0, top: 0, width, height: height - stripRowHeight - gap }
    : { left: 0, top: 0, width: width - stripWidth - gap, height };
  const strip = isUpright
    ? rowOf(others.length, { left: 0, top: height - stripRowHeight, width, height: stripRowHeight })
    : columnOf(others.length, { left: width - stripWidth, top: 0, width: stripWidth, height });
  const anyRatio = { gap, minRatio: 0.1, maxRatio: 10 };
  return new Map([
    ...place(large, placeInGrid(large.length, main, anyRatio)),
    ...place(others, strip),
  ]);
}

function columnOf(count: number, area: Rect): Rect[] {
  const tile = Math.min(stripTileMaxHeight, Math.floor((area.height - gap * (count - 1)) / count));
  if (tile < stripTileLeast) return placeInGrid(count, area);
  return Array.from({ length: count }, (_, index) => ({
    ...area,
    top: index * (tile + gap),
    height: tile,
  }));
}

function rowOf(count: number, area: Rect): Rect[] {
  const tile = Math.min(160, Math.floor((area.width - gap * (count - 1)) / count));
  if (tile < stripTileLeast / 2) return placeInGrid(count, area);
  return Array.from({ length: count }, (_, index) => ({
    ...area,
    left: index * (tile + gap),
    width: tile,
  }));
}

function place(items: readonly StageItem[], rects: readonly Rect[]): Map<string, Placement> {
  return new Map(
    items.flatMap((item, index) => {
      const rect = rects[index];
      return rect ? [[item.key, { ...rect, isFloating: false }] as const] : [];
    }),
  );
}

import type { RecordedPicture } from './recorded-picture';
import type { Box, SceneTile, Size } from './scene';
import { gap, gridBoxes, inset } from './tile-grid';

/** A tile and where it goes. `fit` says what gives way when the shapes differ: edges (`cover`) or area (`contain`). */
export interface PlacedTile {
  readonly tile: SceneTile;
  readonly box: Box;
  readonly fit: 'cover' | 'contain';
}

/** What is large is read, faces beside it are only recognised. */
const largeShare = 0.8;

/** So many of those who spoke last stand beside a shared screen. */
const speakersBeside = 3;

/** How tiles are to be laid out. */
export interface LayoutWishes {
  readonly picture: Exclude<RecordedPicture, 'none'>;
  /** Tile ids of those who spoke, the last one first. */
  readonly speakerIds: readonly string[];
  /** The one tile of the picture `tile`. */
  readonly tileId: string | null;
}

/** Says where each tile goes on a canvas of this size. Pure; keeps the order of the tiles. */
export function layoutScene(
  tiles: readonly SceneTile[],
  size: Size,
  wishes: LayoutWishes = { picture: 'grid', speakerIds: [], tileId: null },
): readonly PlacedTile[] {
  const area = inset({ x: 0, y: 0, ...size });
  switch (wishes.picture) {
    case 'grid':
      return layoutGrid(tiles, area);
    case 'speaker':
      return layoutSpeaker(tiles, area, wishes.speakerIds);
    case 'screen':
      return layoutScreen(tiles, area, wishes.speakerIds);
    case 'tile':
      return tiles
        .filter(({ id }) => id === wishes.tileId)
        .map((tile) => ({ tile, box: { x: 0, y: 0, ...size }, fit: 'contain' }));
  }
}

/** An even grid that makes tiles as large as they can be; a shared screen is large and all else beside it. */
function layoutGrid(tiles: readonly SceneTile[], area: Box): readonly PlacedTile[] {
  const shared = newestScreen(tiles);
  return shared === undefined
    ? placeAll(tiles, area)
    : layoutLarge(
        shared,
        tiles.filter((tile) => tile !== shared),
        area,
      );
}

function layoutSpeaker(
  tiles: readonly SceneTile[],
  area: Box,
  speakerIds: readonly string[],
): readonly PlacedTile[] {
  const spoke = speakerIds.map((id) => tiles.find((tile) => tile.id === id));
  const large =
    spoke.find((tile) => tile !== undefined) ??
    tiles.find(({ kind }) => kind === 'camera') ??
    tiles[0];
  return large === undefined
    ? []
    : layoutLarge(
        large,
        tiles.filter((tile) => tile !== large),
        area,
      );
}

/** Beside the screen stand other screens and the last who spoke, or the first of the list while nobody has. */
function layoutScreen(
  tiles: readonly SceneTile[],
  area: Box,
  speakerIds: readonly string[],
): readonly PlacedTile[] {
  const shared = newestScreen(tiles);
  if (shared === undefined) {
    return layoutSpeaker(tiles, area, speakerIds);
  }
  const people = tiles.filter(({ kind }) => kind === 'camera').map(({ id }) => id);
  const spoke = speakerIds.filter((id) => people.includes(id));
  const faces = new Set([...new Set([...spoke, ...people])].slice(0, speakersBeside));
  const others = tiles.filter(
    (tile) => tile !== shared && (tile.kind === 'screen_share' || faces.has(tile.id)),
  );
  return layoutLarge(shared, others, area);
}

/** One tile large on the left, the others in a column on the right. */
function layoutLarge(
  large: SceneTile,
  others: readonly SceneTile[],
  area: Box,
): readonly PlacedTile[] {
  const largeArea: Box =
    others.length === 0 ? area : { ...area, width: Math.floor(area.width * largeShare) };
  const stripX = largeArea.x + largeArea.width + gap;
  const strip: Box = { ...area, x: stripX, width: area.x + area.width - stripX };
  const placed: readonly PlacedTile[] =
    large.kind === 'screen_share'
      ? [{ tile: large, box: largeArea, fit: 'contain' }]
      : placeAll([large], largeArea);
  return [...placed, ...placeAll(others, strip)];
}

function newestScreen(tiles: readonly SceneTile[]): SceneTile | undefined {
  return tiles.findLast(({ kind }) => kind === 'screen_share');
}

function placeAll(tiles: readonly SceneTile[], area: Box): readonly PlacedTile[] {
  return gridBoxes(tiles.length, area).flatMap((box, index) => {
    const tile = tiles[index];
    return tile === undefined
      ? []
      : [{ tile, box, fit: tile.kind === 'screen_share' ? 'contain' : 'cover' } as const];
  });
}

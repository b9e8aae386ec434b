import type { Views } from '@parley/mesh';
import type { Placement } from '../stage-layout';
import type { Tile } from '../tiles';

/** What is asked for, so that a stage that grows by a pixel asks nobody for anything. Physical pixels. */
const steps = [90, 180, 270, 360, 540, 720, 1_080, 1_440, 2_160] as const;
/** A face this small is there to be recognised: stretched a little it looks the same, and costs less than half. */
const thumbnailPixels = 216;
const thumbnailStretch = 1.2;
/** Nobody sees that a larger face is stretched by so little. */
const faceStretch = 1.15;
/** Cameras and screens are wider than high; the exact shape only moves a picture from one step to the next. */
const heightPerWidth = 9 / 16;

export interface PlacedTile {
  readonly tile: Pick<Tile, 'key' | 'participantId' | 'source' | 'isOwn'>;
  /** Absent where the stage has no place for it. */
  readonly place: Pick<Placement, 'width' | 'height'> | undefined;
}

/** Why something else than the tiles' size decides. */
export interface Circumstances {
  /** This person wants no pictures. */
  readonly isAudioOnly: boolean;
  /** This page records: it needs every picture as good as it comes, seen or not. */
  readonly isRecording: boolean;
  /** Nobody can see the stage: the tab is hidden, or a sheet covers it. */
  readonly isOutOfSight: boolean;
  /** The stage has a size, so that a tile without a place is one that is not shown. */
  readonly isMeasured: boolean;
  readonly devicePixelRatio: number;
  /** How many times larger than whole a screen is looked at, by its tile's key. */
  readonly zooms: ReadonlyMap<string, number>;
}

const nothing: Views = { camera: 0, screen_share: 0, second_screen_share: 0 };
const everything: Views = {};

/** How high each participant's pictures are shown here, as it is told to them. */
export function viewsOf(
  placed: readonly PlacedTile[],
  circumstances: Circumstances,
): ReadonlyMap<string, Views> {
  const { isAudioOnly, isRecording, isOutOfSight, isMeasured } = circumstances;
  const areHidden = isAudioOnly || (isOutOfSight && !isRecording);
  const areSized = isMeasured && !isRecording;
  const views = new Map<string, Views>();
  for (const { tile, place } of placed) {
    if (tile.isOwn) continue;
    const known = views.get(tile.participantId);
    if (areHidden) views.set(tile.participantId, nothing);
    else if (!areSized) views.set(tile.participantId, everything);
    else
      views.set(tile.participantId, {
        ...known,
        [tile.source]: shownHeight(tile, place, circumstances),
      });
  }
  return views;
}

/** The own picture tells that the camera works, and whether the hair sits. */
const leastCameraHeight = 180;

/**
 * How high the own camera's picture need be, in pixels; null for all that is captured: while nobody else is there, and while
 * this page's recorder draws it, too.
 */
export function cameraLimit({
  needed,
  own,
  isRecording,
}: {
  readonly needed: number | null;
  readonly own: number;
  readonly isRecording: boolean;
}): number | null {
  return needed === null || isRecording ? null : Math.max(needed, own, leastCameraHeight);
}

/** How high the own camera's picture is shown on this page, in the same steps; 0 where it is not. */
export function ownHeightOf(placed: readonly PlacedTile[], devicePixelRatio: number): number {
  const heights = placed
    .filter(({ tile }) => tile.isOwn && tile.source === 'camera')
    .map(({ tile, place }) => shownHeight(tile, place, { devicePixelRatio, zooms: new Map() }));
  return Math.max(0, ...heights);
}

function faceStretchAt(pixels: number): number {
  return pixels <= thumbnailPixels ? thumbnailStretch : faceStretch;
}

/** A face fills its tile and is cut, a screen is shown whole. */
function shownHeight(
  { source, key }: PlacedTile['tile'],
  place: PlacedTile['place'],
  { devicePixelRatio, zooms }: Pick<Circumstances, 'devicePixelRatio' | 'zooms'>,
): number {
  if (!place) return 0;
  const byWidth = place.width * heightPerWidth;
  const height =
    source === 'camera' ? Math.max(place.height, byWidth) : Math.min(place.height, byWidth);
  const pixels = height * devicePixelRatio * (zooms.get(key) ?? 1);
  const enough = source === 'camera' ? pixels / faceStretchAt(pixels) : pixels;
  return steps.find((step) => step >= enough) ?? Math.ceil(pixels);
}

import { fitPicture } from './fit-picture';
import { initialsOf } from './initials';
import type { PlacedTile } from './layout';
import { colours, drawName, font, type NameLabel } from './name-label';
import type { Frame, Picture } from './picture';
import type { RecordingBrowser } from './recording-browser';
import type { Box, Size } from './scene';

export interface PainterOptions {
  readonly context: CanvasRenderingContext2D;
  readonly size: Size;
  readonly hasNames: boolean;
  readonly browser: Pick<RecordingBrowser, 'createCanvas'>;
  /** The frame source of a tile. */
  pictureOf(tileId: string): Picture | undefined;
}

const corner = 10;
/** Where nothing moves the picture is painted so often all the same: no gap in the file, and each slice has a frame. */
const longestStillMs = 250;
/** Where a device is changed, its track often ends so long before the next one shows: what was painted last stands meanwhile. */
const longestHoleMs = 1_000;

/** A tile where it stands, with what was painted of it last. */
interface Spot extends PlacedTile {
  readonly label: NameLabel | null;
  /** All that its place and its label depend on. */
  readonly key: string;
  painted: Frame | null;
  paintedAtMs: number;
}

/** Draws a scene on a canvas, and of it only what has changed. */
export class Painter {
  private spots: readonly Spot[] = [];
  private isAllNew = true;
  private paintedAtMs = -Infinity;

  constructor(private readonly options: PainterOptions) {}

  setPlaced(placed: readonly PlacedTile[]): void {
    const before = new Map(this.spots.map((spot) => [spot.key, spot]));
    const spots = placed.map((one): Spot => {
      const key = keyOf(one);
      const { label, painted, paintedAtMs } = before.get(key) ?? this.unpainted(one);
      return { ...one, key, label, painted, paintedAtMs };
    });
    this.isAllNew ||= spots.length !== before.size || spots.some(({ key }) => !before.has(key));
    this.spots = spots;
  }

  /** False when nothing had changed and nothing was painted. */
  paint(nowMs: number): boolean {
    const isDue = this.isAllNew || nowMs - this.paintedAtMs >= longestStillMs;
    const stale = this.spots.flatMap((spot) => {
      const frame = this.frameOf(spot);
      if (!this.isAllNew && isHole(spot, frame, nowMs)) return [];
      return isDue || !isSame(frame, spot.painted) ? [{ spot, frame }] : [];
    });
    if (this.isAllNew) {
      this.clear();
    } else if (stale.length === 0 && !isDue) {
      return false;
    }
    for (const { spot, frame } of stale) {
      this.paintSpot(spot, frame);
      Object.assign(spot, { painted: frame, paintedAtMs: nowMs });
    }
    if (stale.length === 0) this.touch();
    this.isAllNew = false;
    this.paintedAtMs = nowMs;
    return true;
  }

  private unpainted({ tile, box }: PlacedTile): Pick<Spot, 'label' | 'painted' | 'paintedAtMs'> {
    const { hasNames, browser } = this.options;
    const label = hasNames ? drawName(browser.createCanvas(), tile, box) : null;
    return { label, painted: null, paintedAtMs: -Infinity };
  }

  private clear(): void {
    const { context, size } = this.options;
    context.fillStyle = colours.stage;
    context.fillRect(0, 0, size.width, size.height);
  }

  /** A canvas gives a frame only after something was drawn: one of its dots, on itself. */
  private touch(): void {
    const { context } = this.options;
    context.drawImage(context.canvas, 0, 0, 1, 1, 0, 0, 1, 1);
  }

  private frameOf({ tile }: PlacedTile): Frame | null {
    return tile.video === null ? null : (this.options.pictureOf(tile.id)?.frame ?? null);
  }

  private paintSpot(spot: Spot, frame: Frame | null): void {
    const { context, hasNames } = this.options;
    const { tile, box, fit, label } = spot;
    context.save();
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, fit === 'cover' ? corner : 0);
    context.clip();
    context.fillStyle = fit === 'cover' ? colours.tile : colours.stage;
    context.fillRect(box.x, box.y, box.width, box.height);
    if (frame !== null) {
      const { from, to } = fitPicture(frame.size, box, fit);
      const source = [from.x, from.y, from.width, from.height] as const;
      context.drawImage(frame.image, ...source, to.x, to.y, to.width, to.height);
    } else if (tile.kind === 'camera' && hasNames) {
      paintInitials(context, tile.name, box);
    }
    if (label !== null) context.drawImage(label.image, label.x, label.y);
    context.restore();
  }
}

function keyOf({ tile: { id, name, kind, isMuted }, box, fit }: PlacedTile): string {
  return JSON.stringify([id, name, kind, isMuted, box, fit]);
}

function isHole({ tile, painted, paintedAtMs }: Spot, frame: Frame | null, nowMs: number): boolean {
  if (frame !== null || tile.video === null || painted === null) return false;
  return nowMs - paintedAtMs < longestHoleMs;
}

function isSame(one: Frame | null, other: Frame | null): boolean {
  return one?.image === other?.image && one?.count === other?.count;
}

function paintInitials(context: CanvasRenderingContext2D, name: string, box: Box): void {
  const radius = Math.min(box.width, box.height) * 0.22;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  context.fillStyle = colours.avatar;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = colours.initials;
  context.font = `650 ${Math.round(radius * 0.8)}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initialsOf(name), x, y, radius * 1.8);
}

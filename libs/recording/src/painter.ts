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

/** A tile where it stands, with what was painted of it last. */
interface Spot extends PlacedTile {
  readonly label: NameLabel | null;
  /** All that the label depends on. */
  readonly labelKey: string;
  painted: Frame | null;
}

/** Draws a scene on a canvas, and of it only what has changed. */
export class Painter {
  private spots: readonly Spot[] = [];
  private isAllNew = true;
  private paintedAtMs = -Infinity;

  constructor(private readonly options: PainterOptions) {}

  setPlaced(placed: readonly PlacedTile[]): void {
    const labels = new Map(this.spots.map(({ labelKey, label }) => [labelKey, label]));
    this.spots = placed.map((one) => {
      const { tile, box } = one;
      const labelKey = JSON.stringify([tile.name, tile.kind, tile.isMuted, box]);
      const label = labels.get(labelKey) ?? this.labelOf(one);
      return { ...one, label, labelKey, painted: null };
    });
    this.isAllNew = true;
  }

  /** False when nothing had changed and nothing was painted. */
  paint(nowMs: number): boolean {
    const isDue = this.isAllNew || nowMs - this.paintedAtMs >= longestStillMs;
    const stale = this.spots.flatMap((spot) => {
      const frame = this.frameOf(spot);
      return isDue || !isSame(frame, spot.painted) ? [{ spot, frame }] : [];
    });
    if (this.isAllNew) {
      this.clear();
    } else if (stale.length === 0 && !isDue) {
      return false;
    }
    stale.forEach(({ spot, frame }) => this.paintSpot(spot, frame));
    if (stale.length === 0) this.clear();
    this.isAllNew = false;
    this.paintedAtMs = nowMs;
    return true;
  }

  private labelOf({ tile, box }: PlacedTile): NameLabel | null {
    const { hasNames, browser } = this.options;
    return hasNames ? drawName(browser.createCanvas(), tile, box) : null;
  }

  private clear(): void {
    const { context, size } = this.options;
    context.fillStyle = colours.stage;
    context.fillRect(0, 0, size.width, size.height);
  }

  private frameOf({ tile }: PlacedTile): Frame | null {
    return tile.video === null ? null : (this.options.pictureOf(tile.id)?.frame ?? null);
  }

  private paintSpot(spot: Spot, frame: Frame | null): void {
    const { context, hasNames } = this.options;
    const { tile, box, fit, label } = spot;
    spot.painted = frame;
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

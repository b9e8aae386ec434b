import { fitPicture, initialsOf, layoutScene, type PlacedTile } from './layout';
import type { Picture } from './picture';
import type { Box, Scene, Size } from './scene';

/** The dark stage of tokens.css: a recording looks like the meeting did. */
const colours = {
  stage: '#0b100f',
  tile: '#1c2422',
  avatar: '#12312e',
  initials: '#4fd1c5',
  label: 'rgb(11 16 15 / 0.72)',
  ink: '#eaf1ef',
  muted: '#ff5c52',
} as const;
const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const corner = 10;

/** Draws a scene on a canvas; `pictureOf` gives the frame source of a tile. */
export class Painter {
  private placed: readonly PlacedTile[] = [];

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly size: Size,
    private readonly pictureOf: (tileId: string) => Picture | undefined,
  ) {}

  setScene(scene: Scene): void {
    this.placed = layoutScene(scene.tiles, this.size);
  }

  paint(): void {
    const { context, size } = this;
    context.fillStyle = colours.stage;
    context.fillRect(0, 0, size.width, size.height);
    for (const placed of this.placed) {
      context.save();
      context.beginPath();
      context.roundRect(
        placed.box.x,
        placed.box.y,
        placed.box.width,
        placed.box.height,
        placed.fit === 'cover' ? corner : 0,
      );
      context.clip();
      this.paintTile(placed);
      context.restore();
    }
  }

  private paintTile(placed: PlacedTile): void {
    const { context } = this;
    const { tile, box } = placed;
    const frame = tile.video === null ? null : (this.pictureOf(tile.id)?.frame ?? null);
    context.fillStyle = placed.fit === 'cover' ? colours.tile : colours.stage;
    context.fillRect(box.x, box.y, box.width, box.height);
    if (frame !== null) {
      const { from, to } = fitPicture(frame.size, box, placed.fit);
      context.drawImage(
        frame.image,
        from.x,
        from.y,
        from.width,
        from.height,
        to.x,
        to.y,
        to.width,
        to.height,
      );
    } else if (tile.kind === 'camera') {
      paintInitials(context, tile.name, box);
    }
    paintName(context, tile.name, tile.isMuted && tile.kind === 'camera', box);
  }
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

function paintName(
  context: CanvasRenderingContext2D,
  name: string,
  isMuted: boolean,
  box: Box,
): void {
  const fontPx = Math.round(Math.min(20, Math.max(11, box.height * 0.05)));
  const padding = Math.round(fontPx * 0.6);
  const height = fontPx + 2 * padding - 4;
  const mark = isMuted ? fontPx + padding / 2 : 0;
  const room = box.width - 4 * padding - mark;
  if (room < 3 * fontPx) {
    return;
  }
  context.font = `600 ${fontPx}px ${font}`;
  const text = shorten(context, name, room);
  const x = box.x + padding;
  const y = box.y + box.height - padding - height;
  context.fillStyle = colours.label;
  context.beginPath();
  context.roundRect(x, y, context.measureText(text).width + mark + 2 * padding, height, height / 2);
  context.fill();
  if (isMuted) {
    paintMutedMark(context, { x: x + padding, y: y + (height - fontPx) / 2, size: fontPx });
  }
  context.fillStyle = colours.ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, x + padding + mark, y + height / 2);
}

/** A struck-through microphone. */
function paintMutedMark(
  context: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const unit = at.size / 24;
  context.save();
  context.translate(at.x, at.y);
  context.scale(unit, unit);
  context.strokeStyle = colours.muted;
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  context.beginPath();
  context.roundRect(9, 2, 6, 12, 3);
  context.moveTo(19, 11);
  context.arc(12, 11, 7, 0, Math.PI);
  context.moveTo(12, 18);
  context.lineTo(12, 22);
  context.moveTo(3, 3);
  context.lineTo(21, 21);
  context.stroke();
  context.restore();
}

function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) {
    return text;
  }
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > room) {
    letters.pop();
  }
  return `${letters.join('')}…`;
}

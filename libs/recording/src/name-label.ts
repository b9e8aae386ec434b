import type { Box, SceneTile } from './scene';

/** The dark stage of tokens.css: a recording looks like the meeting did. */
export const colours = {
  stage: '#0b100f',
  tile: '#1c2422',
  avatar: '#12312e',
  initials: '#4fd1c5',
  label: 'rgb(11 16 15 / 0.72)',
  ink: '#eaf1ef',
  muted: '#ff5c52',
} as const;
export const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** The name of a tile as it stands in its lower left corner. */
export interface NameLabel {
  readonly image: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
}

/** Writes a tile's name on a canvas of its own, once, because text costs more than a picture. Null where it has no room. */
export function drawName(image: HTMLCanvasElement, tile: SceneTile, box: Box): NameLabel | null {
  const fontPx = Math.round(Math.min(20, Math.max(11, box.height * 0.05)));
  const padding = Math.round(fontPx * 0.6);
  const height = fontPx + 2 * padding - 4;
  const isMuted = tile.isMuted && tile.kind === 'camera';
  const mark = isMuted ? fontPx + padding / 2 : 0;
  const room = box.width - 4 * padding - mark;
  const context = image.getContext('2d');
  if (room < 3 * fontPx || context === null) {
    return null;
  }
  const type = `600 ${fontPx}px ${font}`;
  context.font = type;
  const text = shorten(context, tile.name, room);
  image.width = Math.ceil(context.measureText(text).width + mark + 2 * padding);
  image.height = height;
  context.fillStyle = colours.label;
  context.beginPath();
  context.roundRect(0, 0, image.width, height, height / 2);
  context.fill();
  if (isMuted) {
    paintMutedMark(context, { x: padding, y: (height - fontPx) / 2, size: fontPx });
  }
  // A new width has made the canvas forget its font.
  context.font = type;
  context.fillStyle = colours.ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, padding + mark, height / 2);
  return { image, x: box.x + padding, y: box.y + box.height - padding - height };
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

import * as fc from 'fast-check';
import { fitPicture } from './fit-picture';
import { initialsOf } from './initials';
import { layoutScene } from './layout';
import type { Box, SceneTile } from './scene';

const size = { width: 1280, height: 720 };
const sizes = fc.record({
  width: fc.integer({ min: 320, max: 3840 }),
  height: fc.integer({ min: 240, max: 2160 }),
});

describe('the grid', () => {
  it('keeps every tile on the canvas, apart from the others and as large as they', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), sizes, (count, canvas) => {
        const placed = layoutScene(people(count), canvas);
        expect(placed.map(({ tile }) => tile.id)).toEqual(people(count).map(({ id }) => id));
        const boxes = placed.map(({ box }) => box);
        boxes.forEach((box) => expect(isInside(box, canvas)).toBe(true));
        expect(anyOverlap(boxes)).toBe(false);
        expect(new Set(boxes.map(({ width, height }) => `${width}x${height}`)).size).toBe(1);
      }),
    );
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
  ])('shows %i people in %i columns', (count, columns) => {
    const lefts = layoutScene(people(count), size)
      .slice(0, columns + 1)
      .filter(({ box }, _, [first]) => box.y === first?.box.y);
    expect(lefts).toHaveLength(columns);
  });

  it('fills at least two thirds of a wide canvas for one to six people', () => {
    for (let count = 1; count <= 6; count += 1) {
      const filled = layoutScene(people(count), size).reduce((sum, { box }) => sum + area(box), 0);
      expect(filled / area(size)).toBeGreaterThan(0.64);
    }
  });

  it('centres a last row that is not full', () => {
    const last = layoutScene(people(5), size).slice(3);
    const left = last[0]?.box.x ?? NaN;
    const right = (last[1]?.box.x ?? NaN) + (last[1]?.box.width ?? NaN);
    expect(Math.abs(left - (size.width - right))).toBeLessThanOrEqual(1);
  });

  it('is empty without people', () => {
    expect(layoutScene([], size)).toEqual([]);
  });
});

describe('a shared screen', () => {
  it('is larger than all else together and is never cropped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (count) => {
        const [first, ...others] = layoutScene([...people(count), screen('s')], size);
        expect(first).toMatchObject({ tile: { id: 's' }, fit: 'contain' });
        expect(others).toHaveLength(count);
        const rest = others.reduce((sum, { box }) => sum + area(box), 0);
        expect(area(first?.box ?? size)).toBeGreaterThan(rest);
        const boxes = [first, ...others].flatMap((placed) => placed?.box ?? []);
        expect(anyOverlap(boxes)).toBe(false);
        boxes.forEach((box) => expect(isInside(box, size)).toBe(true));
      }),
    );
  });

  it('gives way to a newer one', () => {
    const placed = layoutScene([screen('old'), ...people(1), screen('new')], size);
    expect(placed.map(({ tile }) => tile.id)).toEqual(['new', 'old', 'p0']);
    expect(placed[1]?.fit).toBe('contain');
  });
});

describe('the speaker', () => {
  const speaker = (tiles: readonly SceneTile[], ...speakerIds: readonly string[]) =>
    layoutScene(tiles, size, { picture: 'speaker', speakerIds, tileId: null });

  it('is large, and everybody else stands beside in their order', () => {
    const placed = speaker(people(4), 'p2', 'p0');
    expect(placed.map(({ tile }) => tile.id)).toEqual(['p2', 'p0', 'p1', 'p3']);
    const [large, ...others] = placed.map(({ box }) => area(box));
    expect(large).toBeGreaterThan(3 * Math.max(...others));
    expect(anyOverlap(placed.map(({ box }) => box))).toBe(false);
  });

  it('is the first of the list until somebody speaks, and after the speaker left', () => {
    expect(speaker(people(2))[0]?.tile.id).toBe('p0');
    expect(speaker(people(2), 'gone')[0]?.tile.id).toBe('p0');
  });
});

describe('the screen with speakers', () => {
  const screens = (tiles: readonly SceneTile[], ...speakerIds: readonly string[]) =>
    layoutScene(tiles, size, { picture: 'screen', speakerIds, tileId: null });

  it('shows the newest screen whole and the last three who spoke in a column', () => {
    const placed = screens([...people(6), screen('s')], 'p5', 'p1', 'p3', 'p0');
    expect(placed[0]).toMatchObject({ tile: { id: 's' }, fit: 'contain' });
    expect(placed.slice(1).map(({ tile }) => tile.id)).toEqual(['p1', 'p3', 'p5']);
    expect(new Set(placed.slice(1).map(({ box }) => box.x)).size).toBe(1);
  });

  it('fills up with the first of the list while few have spoken', () => {
    const placed = screens([...people(6), screen('s')], 'p5');
    expect(placed.slice(1).map(({ tile }) => tile.id)).toEqual(['p0', 'p1', 'p5']);
  });

  it('is that of the speaker without a screen', () => {
    expect(screens(people(3), 'p1')[0]?.tile.id).toBe('p1');
  });
});

describe('one tile', () => {
  it('is alone, whole, and as large as the canvas', () => {
    const wishes = { picture: 'tile', speakerIds: ['p0'], tileId: 'p1' } as const;
    expect(layoutScene(people(3), size, wishes)).toEqual([
      { tile: people(3)[1], box: { x: 0, y: 0, ...size }, fit: 'contain' },
    ]);
    expect(layoutScene(people(1), size, wishes)).toEqual([]);
  });
});

describe('a picture in its box', () => {
  const box = { x: 10, y: 20, width: 400, height: 300 };

  it('loses its sides when it covers', () => {
    expect(fitPicture({ width: 1600, height: 900 }, box, 'cover')).toEqual({
      from: { x: 200, y: 0, width: 1200, height: 900 },
      to: box,
    });
  });

  it('gets bars above and below when it must stay whole', () => {
    expect(fitPicture({ width: 1600, height: 900 }, box, 'contain')).toEqual({
      from: { x: 0, y: 0, width: 1600, height: 900 },
      to: { x: 10, y: 57.5, width: 400, height: 225 },
    });
  });
});

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['  Jean  Luc  Picard ', 'JP'],
    ['Ωmega', 'Ω'],
    ['🦊 fox', '🦊F'],
    ['', '?'],
  ])('of %j are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

function people(count: number): readonly SceneTile[] {
  return Array.from({ length: count }, (_, index) => tileOf(`p${index}`, 'camera'));
}

function screen(id: string): SceneTile {
  return tileOf(id, 'screen_share');
}

function tileOf(id: string, kind: SceneTile['kind']): SceneTile {
  return { id, kind, name: id, video: null, audio: null, isMuted: false };
}

function area({ width, height }: { width: number; height: number }): number {
  return width * height;
}

function isInside(box: Box, canvas: { width: number; height: number }): boolean {
  return (
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.width <= canvas.width &&
    box.y + box.height <= canvas.height
  );
}

function anyOverlap(boxes: readonly Box[]): boolean {
  return boxes.some((one, index) =>
    boxes
      .slice(index + 1)
      .some(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      ),
  );
}

import { bestFit, placeInGrid } from './best-fit';

const area = { left: 16, top: 4, width: 1248, height: 640 };

describe('bestFit', () => {
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 2],
    [6, 3, 2],
    [7, 4, 2],
    [8, 4, 2],
    [16, 4, 4],
  ])('puts %i people on a wide stage in %i columns and %i rows', (count, columns, rows) => {
    expect(bestFit(count, area.width, area.height)).toMatchObject({ columns, rows });
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [5, 2],
  ])('puts %i people on an upright phone in %i columns', (count, columns) => {
    expect(bestFit(count, 374, 708).columns).toBe(columns);
  });

  it('has no place where there is no room', () => {
    expect(bestFit(3, 0, 0)).toMatchObject({ tileWidth: 0, tileHeight: 0 });
  });
});

describe('placeInGrid', () => {
  it('keeps every tile inside the area, none over another, whatever the numbers', () => {
    for (let count = 1; count <= 16; count += 1) {
      const rects = placeInGrid(count, area);
      expect(rects).toHaveLength(count);
      for (const rect of rects) {
        expect(rect.left).toBeGreaterThanOrEqual(area.left);
        expect(rect.top).toBeGreaterThanOrEqual(area.top);
        expect(rect.left + rect.width).toBeLessThanOrEqual(area.left + area.width + 1);
        expect(rect.top + rect.height).toBeLessThanOrEqual(area.top + area.height + 1);
        expect(rects.filter((other) => other !== rect && overlap(rect, other))).toEqual([]);
      }
    }
  });

  it('fills the page well with as many as a meeting has by default', () => {
    for (let count = 4; count <= 8; count += 1) {
      const filled = placeInGrid(count, area).reduce(
        (sum, rect) => sum + rect.width * rect.height,
        0,
      );
      expect(filled / (area.width * area.height)).toBeGreaterThan(0.7);
    }
  });

  it('centres a last row that is not full', () => {
    const [first, second, third] = placeInGrid(3, area);
    expect(((first?.left ?? 0) + (second?.left ?? 0)) / 2).toBeCloseTo(third?.left ?? 0, 0);
  });
});

type Box = ReturnType<typeof placeInGrid>[number];
function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

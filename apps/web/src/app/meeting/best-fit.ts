/** Where something stands on the stage, in CSS pixels from its top left corner. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

export interface Fit {
  readonly gap: number;
  /** Width over height that a tile may have at the least and at the most. */
  readonly minRatio: number;
  readonly maxRatio: number;
}

/** Wider than a cinema picture cuts foreheads; narrower than a square wastes a landscape stage; a phone held upright may go to 1:2. */
export function fitFor(width: number, height: number): Fit {
  return { gap: 8, minRatio: width >= height ? 1 : 0.5, maxRatio: 16 / 9 + 0.2 };
}

/** The grid that shows the most picture: tries every number of columns and takes the one with the largest tiles. */
export function bestFit(
  count: number,
  width: number,
  height: number,
  fit: Fit = fitFor(width, height),
): Grid {
  let best: Grid = { columns: 1, rows: 1, tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const grid = gridOf(columns, Math.ceil(count / columns), width, height, fit);
    if (grid.tileWidth * grid.tileHeight > best.tileWidth * best.tileHeight) best = grid;
  }
  return best;
}

function gridOf(columns: number, rows: number, width: number, height: number, fit: Fit): Grid {
  const cellWidth = Math.max(0, (width - fit.gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (height - fit.gap * (rows - 1)) / rows);
  return {
    columns,
    rows,
    tileWidth: Math.floor(Math.min(cellWidth, cellHeight * fit.maxRatio)),
    tileHeight: Math.floor(Math.min(cellHeight, cellWidth / fit.minRatio)),
  };
}

/** Places `count` tiles inside an area by the best-fit grid, each row centred, the whole in the middle. */
export function placeInGrid(
  count: number,
  area: Rect,
  fit: Fit = fitFor(area.width, area.height),
): Rect[] {
  const { columns, rows, tileWidth, tileHeight } = bestFit(count, area.width, area.height, fit);
  const top = area.top + (area.height - rows * tileHeight - (rows - 1) * fit.gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const rowWidth = inRow * tileWidth + (inRow - 1) * fit.gap;
    const left =
      area.left + (area.width - rowWidth) / 2 + (index % columns) * (tileWidth + fit.gap);
    return {
      left: Math.round(left),
      top: Math.round(top + row * (tileHeight + fit.gap)),
      width: tileWidth,
      height: tileHeight,
    };
  });
}

import type { ColumnOptions } from 'typeorm';

/** A whole number in a bigint column. PostgreSQL's driver hands bigint out as text, hence the transformer. */
export const wholeNumber = {
  type: 'bigint',
  transformer: {
    from: (stored: string | number | null) => (stored === null ? null : Number(stored)),
    to: (value: number | null) => value,
  },
} as const satisfies ColumnOptions;

/**
 * A moment as whole milliseconds since 1970: exact and sortable on SQLite and PostgreSQL alike (SQLite's own dates have
 * whole seconds).
 */
export const epochMs = { ...wholeNumber } as const satisfies ColumnOptions;

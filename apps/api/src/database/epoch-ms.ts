import type { ColumnOptions } from 'typeorm';

/**
 * A moment as whole milliseconds since 1970 in a bigint column: exact and sortable on SQLite and PostgreSQL alike
 * (SQLite's own dates have whole seconds). PostgreSQL's driver hands bigint out as text, hence the transformer.
 */
export const epochMs = {
  type: 'bigint',
  transformer: {
    from: (stored: string | number | null) => (stored === null ? null : Number(stored)),
    to: (value: number | null) => value,
  },
} as const satisfies ColumnOptions;

/** PostgreSQL's driver hands every bigint out as text, moments or not. */
export const wholeNumber = epochMs;

import * as z from 'zod';

/** Where everything is kept: on disks and in databases, or in the process alone, with which it ends. */
export type Store = 'disk' | 'memory';

/** The variable that settings.ts takes in with the others. */
export const storeVariables = {
  STORE: z.enum(['disk', 'memory'], 'must be disk or memory').default('disk'),
};

/** What would keep something all the same; each is refused, so that nobody believes in a promise that is broken. */
const keepers = ['DATABASE_URL', 'S3_BUCKET'] as const;

type Values = { readonly STORE: Store } & { readonly [Name in (typeof keepers)[number]]?: unknown };

export function storeComplaints(values: Values): (readonly [string, string])[] {
  if (values.STORE === 'disk') return [];
  return keepers
    .filter((name) => values[name] !== undefined)
    .map((name) => [name, 'must be left away: STORE=memory keeps nothing anywhere'] as const);
}

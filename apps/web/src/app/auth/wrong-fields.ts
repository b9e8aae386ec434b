import type * as z from 'zod';

/** The names of the fields that a schema refused. */
export function wrongFieldsOf(parsed: z.ZodSafeParseResult<unknown>): ReadonlySet<unknown> {
  return new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
}

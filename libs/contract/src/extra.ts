import * as z from 'zod';
import { limits } from './limits';
import { cleanLine } from './names';

const keyPattern = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * What somebody brings along to a meeting by their link, for the others' pages to read: a few short texts by name. Means
 * nothing to the server, and proves nothing.
 */
export const Extra = z
  .record(z.string().regex(keyPattern, 'not a name'), z.string().max(512).transform(cleanLine))
  .refine((extra) => byteLengthOf(extra) <= limits.extraBytes, 'too much')
  .meta({ examples: [{ seat: '12', team: 'red' }] });
export type Extra = z.infer<typeof Extra>;

function byteLengthOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

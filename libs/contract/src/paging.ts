import * as z from 'zod';
import { limits } from './limits';

/** Pages are counted from 1. Nobody reads the thousandth, and a database must not be made to count its way there. */
export const PageNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 9999')
  .transform(Number)
  .default(1)
  .meta({ examples: ['1'] });

/** One page of a list: at most `limits.pageSize` items, and how many there are in all. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).max(limits.pageSize),
    total: z.number().int().nonnegative(),
    pageSize: z.number().int().positive(),
  });
}

/** What a part of a text is searched by. */
export const SearchText = z.string().trim().max(limits.nameLength).optional();

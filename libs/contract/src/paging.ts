import * as z from 'zod';
import { limits } from './limits';

const whole = (pattern: RegExp, what: string) => z.string().regex(pattern, what).transform(Number);

/** Nobody reads the thousandth page, and no database must be made to count its way there (security.md T73). */
const PageNumber = whole(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 9999')
  .default(1)
  .meta({ examples: ['1'] });
const PageSize = whole(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .default(50)
  .meta({ examples: ['50'] });

/** Which part of a list is wanted: the `page`th, counted from 1, of `pageSize` items each. */
export const pageQuery = { page: PageNumber, pageSize: PageSize } as const;

/** One page of a list, and how many items there are in all. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).max(limits.pageSize),
    total: z.number().int().nonnegative(),
    page: z.number().int().positive(),
    pageSize: z.number().int().positive(),
  });
}

/** Part of a name or of whatever else a list is searched by. */
export const SearchText = z.string().trim().max(limits.nameLength).optional();
export const SortOrder = z.enum(['ascending', 'descending']);
export type SortOrder = z.infer<typeof SortOrder>;

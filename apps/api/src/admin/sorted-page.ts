import type { SortOrder } from '@parley/contract';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export function directionOf(order: SortOrder): 'ASC' | 'DESC' {
  return order === 'ascending' ? 'ASC' : 'DESC';
}

/** What a list is sorted by: never a word from outside, and of names not their case. */
export interface SortColumn {
  readonly column: string;
  readonly isName: boolean;
}

/** One page of a query's rows, sorted by a column and then by id. Pages count from 1. */
export function sortedPage<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { column, isName }: SortColumn,
  wanted: { readonly order: SortOrder; readonly page: number; readonly pageSize: number },
): Promise<Row[]> {
  // TypeORM sorts by selected names only; selecting a plain column once more would take it from the row.
  if (isName) query.addSelect(`LOWER(${column})`, 'sort_key');
  return query
    .orderBy(isName ? 'sort_key' : column, directionOf(wanted.order))
    .addOrderBy(`${query.alias}.id`, 'ASC')
    .offset((wanted.page - 1) * wanted.pageSize)
    .limit(wanted.pageSize)
    .getMany();
}

import type { SortOrder } from '@parley/contract';

export function directionOf(order: SortOrder): 'ASC' | 'DESC' {
  return order === 'ascending' ? 'ASC' : 'DESC';
}

/** Under a long list. */
export const paging = {
  range: (first: number, last: number, total: number) =>
    `${first}–${last} of ${total.toLocaleString('en-GB')}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
} as const;

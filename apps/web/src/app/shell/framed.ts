import { DOCUMENT, inject } from '@angular/core';

/** Whether another page shows this one in its own (docs/operations.md, Embedding). */
export const isFramed = (page: Window): boolean => page.top !== page.self;

/** The same, for components. Needs an injection context. */
export function inFrame(): boolean {
  const page = inject(DOCUMENT).defaultView;
  return page !== null && isFramed(page);
}

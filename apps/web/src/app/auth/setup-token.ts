import { Location } from '@angular/common';
import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { Secret } from '@parley/contract';

/**
 * Takes the one-time token out of `#setup=…`, and out of the address, so that neither history nor a shared screen keeps it.
 * It stands in the fragment because a fragment never reaches a server's log.
 */
export function takeSetupToken(): string | undefined {
  const location = inject(Location);
  const { fragment } = inject(ActivatedRoute).snapshot;
  const token = new URLSearchParams(fragment ?? '').get('setup');
  if (token === null) return undefined;
  location.replaceState(location.path(false));
  return Secret.safeParse(token).data;
}

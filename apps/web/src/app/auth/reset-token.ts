import { Location } from '@angular/common';
import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { Secret } from '@parley/contract';

/** Takes the one-time secret out of `#token=…`, and out of the address, so that neither history nor a shared screen keeps it. */
export function takeResetToken(): string | undefined {
  const location = inject(Location);
  const { fragment } = inject(ActivatedRoute).snapshot;
  if (fragment === null) return undefined;
  location.replaceState(location.path(false));
  return Secret.safeParse(new URLSearchParams(fragment).get('token')).data;
}

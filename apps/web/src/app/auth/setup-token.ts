import { Location } from '@angular/common';
import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { Secret } from '@parley/contract';

/** The one-time secret that a link to the sign-up page carries, if any. */
export interface SignUpSecret {
  readonly setupToken?: string;
  readonly invitation?: string;
}

/**
 * Takes the one-time secret out of `#setup=…` or `#invitation=…`, and out of the address, so that neither history nor a
 * shared screen keeps it. It stands in the fragment because a fragment never reaches a server's log.
 */
export function takeSignUpSecret(): SignUpSecret {
  const location = inject(Location);
  const fragment = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '');
  const [setup, invited] = [fragment.get('setup'), fragment.get('invitation')];
  if (setup === null && invited === null) return {};
  location.replaceState(location.path(false));
  const setupToken = Secret.safeParse(setup).data;
  const invitation = Secret.safeParse(invited).data;
  return { ...(setupToken && { setupToken }), ...(invitation && { invitation }) };
}

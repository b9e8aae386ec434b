import { AuthorizationResponseError } from 'openid-client';
import { Refusal } from '../errors/refusal';

/** RFC 6749 4.1.2.1 and OpenID Connect Core 3.1.2.6: the person said no, or did not finish. */
const deniedErrors = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
];
const unreachableCodes = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/** True where the provider did not answer at all. By name: errors of fetch come from outside of any sandbox. */
export function isUnreachable(error: unknown): boolean {
  if (!(typeof error === 'object' && error !== null)) return false;
  const { name, message, code, cause } = error as Partial<Error> & { code?: unknown };
  if (name === 'TypeError' && message === 'fetch failed') return true;
  return unreachableCodes.includes(String(code)) || isUnreachable(cause);
}

/** Why a sign-in through the provider came to nothing. */
export function refusalOfGrant(cause: unknown): Refusal {
  if (isUnreachable(cause))
    return Refusal.of('provider-unavailable', 'The provider cannot be reached', { cause });
  if (cause instanceof AuthorizationResponseError && deniedErrors.includes(cause.error))
    return Refusal.of('provider-denied', 'The person did not sign in there', { cause });
  return Refusal.of('provider-refused', 'The answer of the provider is not valid', { cause });
}

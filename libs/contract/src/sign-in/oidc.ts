import * as z from 'zod';
import { Moment } from '../ids';
import { route } from '../route';

/** A path of Parley itself: no other site, in no disguise (`//host`, `/\host`), has a place in it. */
export const OwnPath = z
  .string()
  .max(1_000)
  .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, 'not a path of this site')
  .meta({ examples: ['/rooms'] });

export const StartProviderSignIn = z.strictObject({
  /** Where to go afterwards. */
  thenPath: OwnPath,
});
export type StartProviderSignIn = z.input<typeof StartProviderSignIn>;

/** The provider's own page, where the browser goes next. */
export const ProviderAddress = z.object({ address: z.url({ protocol: /^https?$/ }) });
export type ProviderAddress = z.infer<typeof ProviderAddress>;

/** What the account page says of the OpenID provider. */
export const ProviderConnection = z.object({
  /** How the operator calls the provider; null where none is set up. */
  name: z.string().nullable(),
  /** Since when the account is entered through it; null where it is not. */
  connectedAt: Moment.nullable(),
});
export type ProviderConnection = z.infer<typeof ProviderConnection>;

/** RFC 6749, 4.1.2: what else the provider says in the address is to be ignored, not refused. */
const ProviderAnswer = z.object({
  code: z.string().max(4_096).optional(),
  state: z.string().max(256).optional(),
  iss: z.string().max(1_024).optional(),
  error: z.string().max(256).optional(),
});

const connection = '/api/accounts/me/provider';

export const oidcRoutes = {
  startProviderSignIn: route({
    method: 'POST',
    path: '/api/oidc/sign-in',
    access: 'public',
    summary: 'Begins a sign-in through the OpenID provider: the address to send the browser to.',
    body: StartProviderSignIn,
    reply: ProviderAddress,
    errors: ['not-found', 'provider-unavailable', 'too-many-tries'],
  }),
  finishProviderSignIn: route({
    method: 'GET',
    path: '/api/oidc/callback',
    access: 'public',
    summary:
      'Where the provider sends the browser back to. Answers with a redirect: to where the person wanted to go, or to a page that says why not (`?trouble=` and a code).',
    query: ProviderAnswer,
    errors: ['too-many-tries'],
  }),
  readProviderConnection: route({
    method: 'GET',
    path: connection,
    access: 'account',
    summary: 'Whether the own account is entered through the OpenID provider.',
    reply: ProviderConnection,
    errors: [],
  }),
  connectProvider: route({
    method: 'POST',
    path: connection,
    access: 'account',
    needsProof: true,
    summary:
      'Begins to connect the own account with the provider: the address to send the browser to.',
    reply: ProviderAddress,
    errors: ['proof-needed', 'not-found', 'provider-unavailable', 'too-many-tries'],
  }),
  disconnectProvider: route({
    method: 'DELETE',
    path: connection,
    access: 'account',
    needsProof: true,
    summary: 'Forgets the provider, unless nothing else would let the account in.',
    errors: ['proof-needed', 'last-way-in'],
  }),
} as const;

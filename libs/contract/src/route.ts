import type * as z from 'zod';
import type { ErrorCode } from './errors';

/**
 * Who may call a REST route.
 * `public`: anybody. `account`: a signed-in person. `owner`: the signed-in owner of the addressed room or recording
 * (anybody else gets `not-found`, so that ids cannot be probed). `administrator`: an account with that standing.
 * `owner-or-administrator`: the same, and administrators. `ticket`: whoever holds the upload ticket of the addressed recording.
 * `seat`: whoever holds the token of a seat that takes part in a meeting now.
 */
export type Access =
  'public' | 'account' | 'owner' | 'owner-or-administrator' | 'administrator' | 'ticket' | 'seat';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One REST route. `path` uses `:name` parameters, `body`/`params`/`query` are parsed strictly, `reply` is what the client gets. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
  /** True where the caller must have signed in within `limits.proofMs`, or done so once more; else `proof-needed`. */
  readonly needsProof?: true;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  /** A JSON body; absent where there is none. */
  readonly body?: Body;
  /** The one content type of a raw body, streamed rather than parsed. */
  readonly rawBody?: { readonly contentType: string; readonly maxBytes: number };
  readonly reply?: Reply;
  /** A reply that is bytes, not JSON. */
  readonly rawReply?: string;
  readonly errors: readonly ErrorCode[];
}

export function route<
  Params extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  Query extends z.ZodType,
>(definition: Route<Params, Body, Reply, Query>): Route<Params, Body, Reply, Query> {
  return definition;
}

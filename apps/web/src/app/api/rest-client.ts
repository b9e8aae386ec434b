import { inject, Injectable, InjectionToken } from '@angular/core';
import { Failure, type Route } from '@parley/contract';
import * as z from 'zod';
import { ParleyFailure } from './parley-failure';

/** The browser's fetch, as a port. */
export const FETCH = new InjectionToken<typeof fetch>('fetch', {
  factory: () => globalThis.fetch.bind(globalThis),
});

/** What a route wants under one key: nothing where the contract declares nothing. */
type Wanted<Key extends string, Schema extends z.ZodType> =
  unknown extends z.input<Schema>
    ? { readonly [Name in Key]?: never }
    : undefined extends z.input<Schema>
      ? { readonly [Name in Key]?: z.input<Schema> }
      : { readonly [Name in Key]: z.input<Schema> };
type Optional<Query extends z.ZodType> =
  unknown extends z.input<Query> ? { readonly query?: never } : { readonly query?: z.input<Query> };
export type CallInput<
  Params extends z.ZodType,
  Body extends z.ZodType,
  Query extends z.ZodType,
> = Wanted<'params', Params> & Wanted<'body', Body> & Optional<Query>;
export type CallReply<Reply extends z.ZodType> =
  unknown extends z.output<Reply> ? void : z.output<Reply>;

/** What goes with a call by ticket: bytes or a JSON body, never both. */
export interface TicketCall {
  readonly ticket: string;
  readonly bytes?: BodyInit;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const Refusal = z.object({ error: Failure });

/** Puts `params` into a route's path and `query` behind it. Also for addresses that the browser opens itself. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(wanted.map(([name, value]) => [name, String(value)]));
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

/** Calls the routes of the contract and parses every answer by its schema. Throws ParleyFailure and nothing else. */
@Injectable({ providedIn: 'root' })
export class RestClient {
  private readonly fetch = inject(FETCH);
  /** Called when the server says that nobody is signed in; the session store listens. */
  onUnauthenticated: () => void = () => undefined;

  async call<
    Params extends z.ZodType,
    Body extends z.ZodType,
    Reply extends z.ZodType,
    Query extends z.ZodType,
  >(
    route: Route<Params, Body, Reply, Query>,
    input: CallInput<Params, Body, Query>,
    signal?: AbortSignal,
  ): Promise<CallReply<Reply>> {
    const address = addressOf(route.path, asRecord(input.params), asRecord(input.query));
    return this.answer(route, address, {
      headers: input.body === undefined ? {} : { 'content-type': 'application/json' },
      body: input.body === undefined ? null : JSON.stringify(input.body),
      signal: signal ?? null,
    });
  }

  /** Calls a route that a ticket opens; bytes go as they are, with the content type that the route names. */
  async callWithTicket<Params extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType>(
    route: Route<Params, Body, Reply>,
    params: Readonly<Record<string, string>>,
    { ticket, bytes, body, headers, signal }: TicketCall,
  ): Promise<CallReply<Reply>> {
    const contentType = route.rawBody?.contentType ?? 'application/json';
    return this.answer(route, addressOf(route.path, params), {
      headers: { authorization: `Bearer ${ticket}`, 'content-type': contentType, ...headers },
      body: bytes ?? (body === undefined ? null : JSON.stringify(body)),
      signal: signal ?? null,
    });
  }

  /** Calls a route that takes bytes as they are; their type is the blob's own. */
  async callWithBytes<Params extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType>(
    route: Route<Params, Body, Reply>,
    bytes: Blob,
  ): Promise<CallReply<Reply>> {
    const headers = { 'content-type': bytes.type };
    return this.answer(route, addressOf(route.path), { headers, body: bytes });
  }

  private async answer<Params extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType>(
    route: Pick<Route<Params, Body, Reply>, 'method' | 'reply'>,
    address: string,
    init: RequestInit,
  ): Promise<CallReply<Reply>> {
    const response = await this.request(address, {
      ...init,
      method: route.method,
      credentials: 'same-origin',
    });
    const content = await contentOf(response, address);
    if (!response.ok) {
      const refusal = refusalIn(content, address, response.status);
      if (refusal.code === 'unauthenticated') this.onUnauthenticated();
      throw refusal;
    }
    if (route.reply === undefined) return undefined as CallReply<Reply>;
    const reply = route.reply.safeParse(content);
    if (!reply.success) throw ParleyFailure.unreadable(address, reply.error);
    return reply.data as CallReply<Reply>;
  }

  private async request(address: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetch(address, init);
    } catch (error) {
      throw ParleyFailure.offline(error);
    }
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What a server's answer says; throws where it is none of ours. */
export async function contentOf(response: Response, address: string): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (error) {
    throw response.ok ? ParleyFailure.unreadable(address, error) : ParleyFailure.offline(error);
  }
}

/** The refusal that an answer is. */
export function refusalIn(content: unknown, address: string, status: number): ParleyFailure {
  const refusal = Refusal.safeParse(content);
  return refusal.success
    ? ParleyFailure.refused(refusal.data.error)
    : ParleyFailure.unreadable(`${address} (${status})`, refusal.error);
}

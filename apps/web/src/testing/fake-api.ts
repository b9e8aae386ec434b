import type { Provider } from '@angular/core';
import { FETCH } from '../app/api/rest-client';

/** What the fake server got, in order. */
export interface FakeCall {
  readonly method: string;
  readonly address: string;
  readonly body: unknown;
}

export type FakeAnswer = (call: FakeCall) => Response | Promise<Response>;

export const ok = (content: unknown) => Response.json(content);
/** The only page of a list. */
export const pageOf = (...items: readonly unknown[]) =>
  ok({ items, total: items.length, page: 1, pageSize: 50 });
export const noContent = () => new Response(null, { status: 204 });
export const refusal = (status: number, code: string, more: object = {}) =>
  Response.json({ ok: false, error: { code, message: 'for engineers', ...more } }, { status });

/** A server at the edge of the page: answers by `METHOD /path`, refuses anything it was not told about. */
export class FakeApi {
  readonly calls: FakeCall[] = [];
  private readonly answers = new Map<string, FakeAnswer>();

  on(route: string, answer: FakeAnswer): this {
    this.answers.set(route, answer);
    return this;
  }

  callsTo(route: string): readonly FakeCall[] {
    return this.calls.filter(({ method, address }) => `${method} ${pathOf(address)}` === route);
  }

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const address = input instanceof Request ? input.url : String(input);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const call = { method: init.method ?? 'GET', address, body };
    this.calls.push(call);
    const answer = this.answers.get(`${call.method} ${pathOf(address)}`);
    if (answer === undefined) throw new TypeError(`nobody answers ${call.method} ${address}`);
    return answer(call);
  };

  provide(): Provider {
    return { provide: FETCH, useValue: this.fetch };
  }
}

const pathOf = (address: string) => address.split('?', 1).join('');

import type { Request } from 'express';
import type { AccountRecord } from './identity';

export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What the guard and the parser learned about a request, kept beside it: nothing a client sends can look like it. */
const accounts = new WeakMap<Request, AccountRecord>();
const parsed = new WeakMap<Request, ParsedRequest>();

export function rememberAccount(request: Request, account: AccountRecord): void {
  accounts.set(request, account);
}

export function accountBehind(request: Request): AccountRecord | null {
  return accounts.get(request) ?? null;
}

export function rememberParsed(request: Request, values: ParsedRequest): void {
  parsed.set(request, values);
}

export function parsedOf(request: Request): ParsedRequest {
  const values = parsed.get(request);
  if (!values) throw new TypeError('@Parsed() stands on a handler without @ContractRoute()');
  return values;
}

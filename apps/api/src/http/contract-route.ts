import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { Route } from '@parley/contract';
import type { Request } from 'express';
import type * as z from 'zod';
import type { AccountRecord } from './identity';
import { accountBehind, parsedOf } from './request-state';

/** Metadata key under which a handler carries its contract route. */
export const contractRouteKey = 'parley:contract-route';

/** Schemas differ from route to route; what every route has in common is enough for the guard. */
export type AnyRoute = Route;

const requestMethods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

/**
 * Makes a controller method the handler of one route of the contract: method, path and status come from there, and the
 * global guard enforces `access` before anything of the request's body is read. The class is a bare `@Controller()`.
 */
export function ContractRoute(route: AnyRoute): MethodDecorator {
  const hasReply = route.reply !== undefined || route.rawReply !== undefined;
  return applyDecorators(
    RequestMapping({ path: route.path, method: requestMethods[route.method] }),
    HttpCode(hasReply ? 200 : 204),
    SetMetadata(contractRouteKey, route),
  );
}

type OutputOf<Schema> = [NonNullable<Schema>] extends [z.ZodType]
  ? z.output<NonNullable<Schema>>
  : never;

/** What a handler gets by `@Parsed()`: parsed by the route's schemas; `unknown` where the route declares none. */
export interface ParsedOf<
  R extends { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown },
> {
  readonly params: OutputOf<R['params']>;
  readonly query: OutputOf<R['query']>;
  readonly body: OutputOf<R['body']>;
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<Request>();

/** The request's `params`, `query` and `body`, parsed; type it as `ParsedOf<typeof routes.…>`. */
export const Parsed = createParamDecorator((_data: undefined, context: ExecutionContext) =>
  parsedOf(requestOf(context)),
);

/** The signed-in account: an AccountRecord on `account`, `owner` and `administrator` routes, else possibly null. */
export const CurrentAccount = createParamDecorator(
  (_data: undefined, context: ExecutionContext): AccountRecord | null =>
    accountBehind(requestOf(context)),
);

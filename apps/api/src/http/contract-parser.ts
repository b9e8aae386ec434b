import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, mergeMap, type Observable } from 'rxjs';
import * as z from 'zod';
import { invalid } from '../errors/invalid';
import { Refusal } from '../errors/refusal';
import { type AnyRoute, contractRouteKey } from './contract-route';
import { readJsonBody } from './json-body';
import { rememberParsed } from './request-state';

const nothing = z.strictObject({});

/** Parses what the contract declares, after the guard and before the handler; everything undeclared is refused. */
@Injectable()
export class ContractParser implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<AnyRoute | undefined>(contractRouteKey, context.getHandler());
    if (context.getType() !== 'http' || !route) return next.handle();
    const http = context.switchToHttp();
    return from(parse(route, http.getRequest(), http.getResponse())).pipe(
      mergeMap(() => next.handle()),
    );
  }
}

async function parse(route: AnyRoute, request: Request, response: Response): Promise<void> {
  const params = await parsePart('params', route.params ?? nothing, { ...request.params });
  const query = await parsePart('query', route.query ?? nothing, { ...request.query });
  if (route.rawBody) assertRawBody(route.rawBody, request);
  const body = route.body
    ? await parsePart('body', route.body, await readJsonBody(request, response))
    : undefined;
  rememberParsed(request, { params, query, body });
}

async function parsePart(what: string, schema: z.ZodType, value: unknown): Promise<unknown> {
  const result = await schema.safeParseAsync(value);
  if (!result.success) throw invalid(what, result.error);
  return result.data;
}

/** Only what the head says: the handler counts the bytes of the stream itself, as Content-Length may be missing. */
function assertRawBody(declared: NonNullable<AnyRoute['rawBody']>, request: Request): void {
  if (request.headers['content-encoding'] !== undefined || !request.is(declared.contentType))
    throw Refusal.of('invalid', `The content type must be ${declared.contentType}`);
  if (Number(request.headers['content-length'] ?? 0) > declared.maxBytes)
    throw Refusal.of('too-large', `A body may have ${declared.maxBytes} bytes`);
}

import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type ErrorCode, statusOf } from '@parley/contract';
import type { Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { BucketError } from '../storage/bucket-error';
import { Refusal } from './refusal';

/** What the framework itself refuses: unknown paths, broken percent-encoding and the like. */
const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-many-tries',
  503: 'busy',
};

/** Turns anything thrown into a refusal; what nobody foresaw becomes `internal`, without a word about it. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HttpException && error.getStatus() < 500)
    return Refusal.of(codeOfStatus[error.getStatus()] ?? 'invalid', 'The request was refused');
  if (error instanceof BucketError)
    return Refusal.of('busy', 'Storage is out of reach', { retryAfterSeconds: 15, cause: error });
  return Refusal.of('internal', 'Something went wrong on the server', { cause: error });
}

/** Answers every failed REST request with `{ ok: false, error }` and the status of its code; never with a stack. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly logger: PinoLogger) {
    logger.setContext(RefusalFilter.name);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    // Gateways bring a filter of their own, which answers through the acknowledgement.
    if (host.getType() !== 'http') throw error;
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') this.logger.error({ err: error }, 'request failed');
    else if (error instanceof BucketError) this.logger.warn({ err: error }, 'storage failed');
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (refusal.retryAfterSeconds !== undefined)
      response.setHeader('Retry-After', String(refusal.retryAfterSeconds));
    response
      .status(statusOf[refusal.code])
      .type('application/json')
      .send(JSON.stringify({ ok: false, error: refusal.toFailure() }));
  }
}

import { limits } from '@parley/contract';
import express, { type Request, type Response } from 'express';
import { Refusal } from '../errors/refusal';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** No decompression: a compressed body may be a bomb, and ours are small. `verify` sees the bytes before the parser. */
const parseJson = express.json({
  limit: limits.jsonBodyBytes,
  strict: false,
  inflate: false,
  type: 'application/json',
  verify: (_request, _response, bytes) => {
    // The parser would read nothing as an empty object, and put replacement marks in place of broken bytes.
    if (bytes.length === 0) throw new SyntaxError('The body is empty');
    utf8.decode(bytes);
  },
});

/** Reads a request's JSON body. Refuses with `invalid` or `too-large`; nothing of the body is in the refusal. */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  if (!request.is('application/json'))
    throw Refusal.of('invalid', 'The content type must be application/json');
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(refusalOfParser(error));
    });
  });
  return request.body;
}

function refusalOfParser(error: unknown): Refusal {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  return type === 'entity.too.large'
    ? Refusal.of('too-large', `A body may have ${limits.jsonBodyBytes} bytes`)
    : Refusal.of('invalid', 'The body is not readable as JSON in UTF-8');
}

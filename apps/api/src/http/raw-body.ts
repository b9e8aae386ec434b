import type { Request } from 'express';
import { Refusal } from '../errors/refusal';

/** Reads a small raw body whole. Refuses with `too-large` as soon as it is, whatever its head promised. */
export async function readRawBody(request: Request, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  try {
    // Left open, so that the refusal can still be sent.
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      const bytes = piece as Buffer;
      sizeBytes += bytes.length;
      if (sizeBytes > maxBytes) throw Refusal.of('too-large', `A body may have ${maxBytes} bytes`);
      pieces.push(bytes);
    }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw Refusal.of('invalid', 'The body ended too soon', { cause });
  }
  return Buffer.concat(pieces);
}

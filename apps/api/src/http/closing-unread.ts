import type { Request, Response } from 'express';

/** Where a body is refused before all of it was read, the connection is of no use for another request. */
export async function closingUnread<T>(
  request: Request,
  response: Response,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } finally {
    if (!request.readableEnded && !response.headersSent) response.setHeader('Connection', 'close');
  }
}

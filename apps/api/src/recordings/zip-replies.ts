import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { attachment } from './content-disposition';
import { isHungUp } from './file-replies';
import { zipOf, type ZipEntry } from './zip';

/** Answers a request with a zip that is made while it is sent. Always saved, never shown; no ranges. */
export async function sendZip(
  request: Request,
  response: Response,
  { title, entries }: { readonly title: string; readonly entries: readonly ZipEntry[] },
): Promise<void> {
  const { stream, sizeBytes } = zipOf(entries);
  response.set({
    'Cache-Control': 'private, no-store',
    'Content-Disposition': attachment(title, '.zip'),
    'Content-Length': String(sizeBytes),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Type': 'application/zip',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') {
    stream.destroy();
    response.end();
    return;
  }
  try {
    await pipeline(stream, response);
  } catch (error) {
    // People cancel downloads.
    if (!isHungUp(error)) throw error;
  }
}

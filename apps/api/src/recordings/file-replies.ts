import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../errors/refusal';
import { FileStore, type StoredFile } from '../storage/file-store';
import { wantedRange } from './http-range';

/** What of a stored file is sent, and as what. */
export interface FileReply {
  readonly name: string;
  readonly contentType: string;
  readonly disposition: string;
}

/** Answers requests with stored files: whole or a range, streamed, and so that no browser takes one for a page (security.md T57). */
@Injectable()
export class FileReplies {
  constructor(private readonly files: FileStore) {}

  async send(request: Request, response: Response, reply: FileReply): Promise<void> {
    const file = await this.files.find(reply.name);
    if (!file || file.sizeBytes === 0) throw Refusal.of('not-found', 'The file is not there');
    const etag = `"${file.version}"`;
    response.set({
      'Accept-Ranges': 'bytes',
      // Asked for again each time: who may see a file can change, and so can the file.
      'Cache-Control': 'private, no-cache',
      'Content-Disposition': reply.disposition,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Content-Type': reply.contentType,
      ETag: etag,
      'X-Content-Type-Options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    await this.sendBytes(request, response, { ...file, name: reply.name, etag });
  }

  private async sendBytes(
    request: Request,
    response: Response,
    { name, sizeBytes, etag }: StoredFile & { readonly name: string; readonly etag: string },
  ): Promise<void> {
    const { range, 'if-range': ifRange } = request.headers;
    const wanted = wantedRange({ range, ifRange: ifRange?.toString() }, etag, sizeBytes);
    if (wanted === 'unsatisfiable') {
      response.setHeader('Content-Range', `bytes */${sizeBytes}`);
      throw Refusal.of('range-not-satisfiable', `The file has ${sizeBytes} bytes`);
    }
    const { start, end } = wanted === 'whole' ? { start: 0, end: sizeBytes - 1 } : wanted;
    if (wanted !== 'whole')
      response.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${sizeBytes}`);
    response.setHeader('Content-Length', end - start + 1);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    try {
      await pipeline(this.files.read(name, { start, end }), response);
    } catch (error) {
      // The person closed the player or seeked away: browsers do so all the time.
      if (!isHungUp(error)) throw error;
    }
  }
}

/** True where the other side closed the connection before it had everything. */
export function isHungUp(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(code));
}

/** A download that goes on after a cut was written down when it began. */
export function isFromTheStart({ headers: { range } }: Request): boolean {
  return range === undefined || range.startsWith('bytes=0-');
}

import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucketErrorOf, isAbsent } from './bucket';
import { BucketError } from './bucket-error';
import type { ByteRange } from './file-store';

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}
/** In a row, without a byte between them. */
const mostFailures = 3;

/**
 * Streams one object, or a range of it, no faster than it is read. A connection that breaks on the way, as one does
 * behind a player that pauses for a while, is followed by another one from there on, for the same version only.
 * Destroying the stream ends the request.
 */
export function downloadFrom(client: S3Client, place: Place, range?: ByteRange): Readable {
  const stopping = new AbortController();
  const pieces = piecesOf(client, { ...place, range, signal: stopping.signal });
  return new Readable({
    read() {
      pieces.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      stopping.abort();
      pieces.return(undefined).then(
        () => done(error),
        () => done(error),
      );
    },
  });
}

interface Wish extends Place {
  readonly range: ByteRange | undefined;
  readonly signal: AbortSignal;
}

async function* piecesOf(client: S3Client, wish: Wish): AsyncGenerator<Uint8Array, void, void> {
  const { Bucket, Key, signal } = wish;
  let [start, end] = [wish.range?.start ?? 0, wish.range?.end];
  let version: string | undefined;
  for (let failures = 0; end === undefined || start <= end; failures += 1) {
    if (failures >= mostFailures) throw BucketError.incomplete(Key);
    const isWhole = start === 0 && end === undefined;
    const asking = new GetObjectCommand({
      ...{ Bucket, Key, ...(!isWhole && { Range: `bytes=${start}-${end ?? ''}` }) },
    });
    try {
      const answer = await client.send(asking, { abortSignal: signal });
      const { Body, ContentLength = 0, ContentRange, ETag } = answer;
      version ??= ETag;
      const isFromThere = start === 0 || ContentRange?.startsWith(`bytes ${start}-`) === true;
      if (ETag !== version || !isFromThere) throw BucketError.incomplete(Key);
      end ??= start + ContentLength - 1;
      for await (const arrived of Body as Readable as AsyncIterable<Uint8Array>) {
        failures = 0;
        // Some servers send more than was asked for; HTTP lets them.
        const piece = arrived.subarray(0, end + 1 - start);
        start += piece.length;
        yield piece;
        if (start > end) return;
      }
    } catch (error) {
      const isFinal = error instanceof BucketError || isAbsent(error) || signal.aborted;
      if (isFinal || failures + 1 >= mostFailures) throw bucketErrorOf('read', error);
    }
  }
}

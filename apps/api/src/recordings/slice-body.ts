import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Refusal } from '../errors/refusal';

/** A body that has arrived whole. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly sha256: Uint8Array;
}

/** A connection that died without a word would hold memory for minutes; the recorder sends again anyway. */
const stallMs = 15_000;
/** All bodies under way together. A slice of a second is some hundred kB, so this is hundreds of recorders. */
const maxHeldBytes = 256 * 1024 ** 2;
/** One recorder sends one slice at a time; more are left-overs of cut connections. */
const maxPerKey = 4;

interface Limits {
  readonly maxBytes: number;
  /** Called with every piece, as a sign of life. */
  readonly onBytes?: () => void;
}

/**
 * Receives request bodies into memory, with a bound on each, on each key's and on all of them. Nothing is written
 * before a body is whole and right, so an aborted one leaves nothing behind.
 */
export class BodyReceiver {
  private heldBytes = 0;
  private readonly running = new Map<string, number>();

  /** Refuses with `too-large`, `busy`, or `invalid` when the body stalls or is cut off. The stream is left as it is then. */
  async receive(key: string, stream: Readable, limits: Limits): Promise<Body> {
    const count = this.running.get(key) ?? 0;
    if (count >= maxPerKey) throw busy();
    this.running.set(key, count + 1);
    const received = new Received();
    try {
      await this.collect(stream, limits, received);
      return received.body();
    } finally {
      this.heldBytes -= received.sizeBytes;
      const left = (this.running.get(key) ?? 1) - 1;
      if (left === 0) this.running.delete(key);
      else this.running.set(key, left);
    }
  }

  private collect(stream: Readable, limits: Limits, received: Received): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (refusal?: Refusal) => {
        clearTimeout(stall);
        stream.off('data', take).off('end', settle).off('error', cutOff).off('close', cutOff);
        stream.pause();
        if (refusal) reject(refusal);
        else resolve();
      };
      const take = (piece: Uint8Array) => {
        stall.refresh();
        limits.onBytes?.();
        if (received.sizeBytes + piece.length > limits.maxBytes)
          return settle(Refusal.of('too-large', `A body may have ${limits.maxBytes} bytes`));
        if (this.heldBytes + piece.length > maxHeldBytes) return settle(busy());
        this.heldBytes += piece.length;
        received.take(piece);
      };
      const cutOff = () => settle(Refusal.of('invalid', 'The body ended too soon'));
      const stall = setTimeout(cutOff, stallMs);
      // Gone while we looked at the ticket: its events are over.
      if (stream.destroyed) return cutOff();
      stream.on('data', take);
      stream.once('end', () => settle());
      stream.once('error', cutOff);
      stream.once('close', cutOff);
    });
  }
}

class Received {
  sizeBytes = 0;
  private readonly pieces: Uint8Array[] = [];
  private readonly hash = createHash('sha256');

  take(piece: Uint8Array): void {
    this.sizeBytes += piece.length;
    this.pieces.push(piece);
    this.hash.update(piece);
  }

  body(): Body {
    return { bytes: Buffer.concat(this.pieces), sha256: this.hash.digest() };
  }
}

function busy(): Refusal {
  return Refusal.of('busy', 'Too many uploads are under way', { retryAfterSeconds: 1 });
}

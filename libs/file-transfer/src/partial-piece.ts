import type { Refusal } from './conduct';

/** One piece while its bytes arrive in order. Memory is taken with the first byte, and never more than the piece has. */
export class PartialPiece {
  /** Participants whose bytes are in it: only a lone contributor can be blamed for a wrong hash. */
  readonly contributors = new Set<string>();
  private bytes: Uint8Array<ArrayBuffer> | null = null;
  private received = 0;

  constructor(
    readonly index: number,
    readonly lengthBytes: number,
  ) {}

  get receivedBytes(): number {
    return this.received;
  }

  get missingBytes(): number {
    return this.lengthBytes - this.received;
  }

  /**
   * How many of the bytes were here already: what was on its way when a request was taken back overlaps with the answer
   * to the next one.
   */
  add(participantId: string, offset: number, payload: Uint8Array): Refusal | number {
    if (offset + payload.length > this.lengthBytes) return 'too-many-bytes';
    if (offset > this.received) return 'wrong-place';
    const fresh = payload.subarray(this.received - offset);
    const staleBytes = payload.length - fresh.length;
    if (fresh.length === 0) return staleBytes;
    this.bytes ??= new Uint8Array(this.lengthBytes);
    this.bytes.set(fresh, this.received);
    this.received += fresh.length;
    this.contributors.add(participantId);
    return staleBytes;
  }

  /** The whole piece, given away; null while bytes are missing. */
  take(): Uint8Array<ArrayBuffer> | null {
    if (this.missingBytes > 0) return null;
    const { bytes } = this;
    this.bytes = null;
    return bytes;
  }
}

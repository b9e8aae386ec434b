import type { Refusal } from './conduct';

/** One piece while its bytes arrive in order. Memory is taken with the first byte, and never more than the piece has. */
export class PartialPiece {
  /** Participants whose bytes are in it: only a lone contributor can be blamed for a wrong hash. */
  readonly contributors = new Set<string>();
  private bytes: Uint8Array<ArrayBuffer> | null = null;
  private received = 0;
  private arrived = 0;

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
   * Null where the bytes fit. What was on its way before a piece was asked for again overlaps with the answer, so bytes
   * that are here already are passed over; twice the piece is more than that explains.
   */
  add(participantId: string, offset: number, payload: Uint8Array): Refusal | null {
    this.arrived += payload.length;
    if (offset + payload.length > this.lengthBytes) return 'too-many-bytes';
    if (this.arrived > this.lengthBytes * 2) return 'too-many-bytes';
    if (offset > this.received) return 'wrong-place';
    const fresh = payload.subarray(this.received - offset);
    if (fresh.length === 0) return null;
    this.bytes ??= new Uint8Array(this.lengthBytes);
    this.bytes.set(fresh, this.received);
    this.received += fresh.length;
    this.contributors.add(participantId);
    return null;
  }

  /** The whole piece, given away; null while bytes are missing. */
  take(): Uint8Array<ArrayBuffer> | null {
    if (this.missingBytes > 0) return null;
    const { bytes } = this;
    this.bytes = null;
    return bytes;
  }
}

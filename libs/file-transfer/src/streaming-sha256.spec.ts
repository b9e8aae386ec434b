import { createHash } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { toHex } from './digest';
import { StreamingSha256 } from './streaming-sha256';

function digestInParts(parts: readonly Uint8Array[]): string {
  const digest = new StreamingSha256();
  for (const part of parts) digest.update(part);
  return toHex(digest.digest());
}

describe('the streaming SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('knows the published digest of %p', (text, expected) => {
    expect(digestInParts([new TextEncoder().encode(text)])).toBe(expected);
  });

  it('knows the published digest of a million a', () => {
    const parts = Array.from({ length: 1_000 }, () => new Uint8Array(1_000).fill(0x61));
    expect(digestInParts(parts)).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  it.each([55, 56, 63, 64, 65, 119, 120, 128])('pads %i bytes right', (length) => {
    const bytes = new Uint8Array(length).fill(0xa5);
    expect(digestInParts([bytes])).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('is the same as two others, however the bytes are cut', () => {
    const part = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const whole = Buffer.concat(parts);
        const digest = digestInParts(parts);
        expect(digest).toBe(createHash('sha256').update(whole).digest('hex'));
        expect(digest).toBe(toHex(sha256(whole)));
      }),
    );
  });
});

import { fromBase64, toBase64 } from '../base64';
import { TransferError } from '../transfer-error';

const keyBytes = 32;
const ivBytes = 12;
const algorithm = 'AES-GCM';

/**
 * Seals pieces so that the server can neither read nor change them (AES-256-GCM). Each share has a key of its own, with
 * which each piece is sealed once, so that its index is nonce enough (NIST SP 800-38D §8.2.1).
 */
export class RelayCipher {
  private key: Promise<CryptoKey> | null = null;

  private constructor(
    /** The key in base64, as it goes over the `files` channels and nowhere else. */
    readonly text: string,
  ) {}

  /** False on pages that came over plain HTTP: they have no cipher. */
  static get isOffered(): boolean {
    return (globalThis.crypto?.subtle as SubtleCrypto | undefined) !== undefined;
  }

  static fresh(): RelayCipher {
    return new RelayCipher(toBase64(crypto.getRandomValues(new Uint8Array(keyBytes))));
  }

  /** With a key that somebody sent; a wrong one opens nothing. */
  static of(text: string): RelayCipher {
    return new RelayCipher(text);
  }

  async seal(
    shareId: string,
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = await this.imported();
    return new Uint8Array(await crypto.subtle.encrypt(parametersOf(shareId, index), key, bytes));
  }

  /** Rejects with `relay-refused` where this is not the piece that was sealed. */
  async open(
    shareId: string,
    index: number,
    sealed: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const key = await this.imported();
      return new Uint8Array(await crypto.subtle.decrypt(parametersOf(shareId, index), key, sealed));
    } catch (cause) {
      throw TransferError.of('relay-refused', `piece ${index} cannot be opened`, cause);
    }
  }

  private imported(): Promise<CryptoKey> {
    const bytes = fromBase64(this.text);
    this.key ??= crypto.subtle.importKey('raw', bytes ?? new Uint8Array(), algorithm, false, [
      'encrypt',
      'decrypt',
    ]);
    return this.key;
  }
}

/** What is sealed is one piece of one share: nothing else can be put in its place. */
function parametersOf(shareId: string, index: number): AesGcmParams {
  const iv = new Uint8Array(ivBytes);
  new DataView(iv.buffer).setUint32(ivBytes - 4, index);
  return { name: algorithm, iv, additionalData: new TextEncoder().encode(shareId) };
}

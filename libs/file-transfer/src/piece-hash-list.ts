import type { FileChannelMessage } from '@parley/contract';
import { fromBase64, toBase64 } from './base64';
import { areEqual, digestBytes, digestOf, toHex } from './digest';

/** As many as one message may carry (libs/contract/src/file-channel.ts). */
const digestsPerMessage = 1_024;

type HashesMessage = Extract<FileChannelMessage, { type: 'hashes' }>;

/** The messages that pass a whole list on, in order. */
export function hashListMessages(shareId: string, hashes: Uint8Array): readonly HashesMessage[] {
  const messages: HashesMessage[] = [];
  const count = hashes.length / digestBytes;
  for (let first = 0; first < count; first += digestsPerMessage)
    messages.push({
      type: 'hashes',
      shareId,
      first,
      digests: toBase64(
        hashes.subarray(first * digestBytes, (first + digestsPerMessage) * digestBytes),
      ),
    });
  return messages;
}

/** Whether a list is the one that was announced: the root hash is the SHA-256 of the list. */
export async function provesRoot(
  hashes: Uint8Array<ArrayBuffer>,
  rootHash: string,
): Promise<boolean> {
  return toHex(await digestOf(hashes)) === rootHash;
}

/** Whether a piece is the one that the list has at this place. */
export function isPiece(hashes: Uint8Array, index: number, digest: Uint8Array): boolean {
  return areEqual(hashes.subarray(index * digestBytes, (index + 1) * digestBytes), digest);
}

/** Puts together the list that one peer sends, part by part and never longer than the file has pieces. */
export class HashListAssembly {
  private readonly hashes: Uint8Array<ArrayBuffer>;
  private received = 0;

  constructor(pieceCount: number) {
    this.hashes = new Uint8Array(pieceCount * digestBytes);
  }

  /** The whole list once its last part is there; null while parts are missing; `refused` for a part that does not fit. */
  add(message: HashesMessage): Uint8Array<ArrayBuffer> | null | 'refused' {
    const part = fromBase64(message.digests);
    if (!part || part.length === 0 || part.length % digestBytes !== 0) return 'refused';
    if (message.first * digestBytes !== this.received) return 'refused';
    if (this.received + part.length > this.hashes.length) return 'refused';
    this.hashes.set(part, this.received);
    this.received += part.length;
    return this.received === this.hashes.length ? this.hashes : null;
  }
}

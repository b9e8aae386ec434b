import { randomBytes, randomUUID } from 'node:crypto';
import { ErrorCode, type Manifest, sealedBytesOf } from '@parley/contract';
import type { PageInMeeting } from '../../../meetings/testing/page-in-meeting';
import type { TestApi } from '../../../testing/start-api';

const pieceSizeBytes = 16 * 1024;

/** A manifest of so many pieces, the last one short. */
export function manifestOf(pieces: number, name = 'plan.pdf'): Manifest {
  const hash = 'b'.repeat(64);
  const sizeBytes = pieceSizeBytes * (pieces - 1) + 100;
  const mediaType = 'application/pdf';
  return { name, sizeBytes, mediaType, pieceSizeBytes, rootHash: hash };
}

export interface Announced {
  readonly id: string;
  readonly manifest: Manifest;
}

export async function announce(
  by: PageInMeeting,
  manifest: Manifest = manifestOf(3),
  to: string | null = null,
): Promise<Announced> {
  const id = randomUUID();
  await by.ask('files:announce-share', { id, to, manifest });
  return { id, manifest };
}

/** A piece as it goes up: as long as it has to be, and nothing that anybody could read. */
export const sealedPiece = ({ manifest }: Announced, index: number): Buffer<ArrayBuffer> =>
  Buffer.from(randomBytes(sealedBytesOf(manifest, index) ?? 0));

interface Answer {
  /** `ok`, or why not. */
  readonly code: string;
  readonly bytes: Buffer;
}

/** What a page does over HTTP, with whatever token it shows. */
export class RelayPage {
  constructor(
    private readonly api: TestApi,
    private readonly token: string | null,
  ) {}

  put({ id }: Announced, index: number | string, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
    return this.send(`${id}/pieces/${index}`, 'PUT', body);
  }

  get({ id }: Announced, index: number | string): Promise<Answer> {
    return this.send(`${id}/pieces/${index}`, 'GET');
  }

  /** Sends every piece up and says what they were. */
  async putAll(share: Announced): Promise<Buffer<ArrayBuffer>[]> {
    const pieces: Buffer<ArrayBuffer>[] = [];
    for (let index = 0; sealedBytesOf(share.manifest, index) !== null; index += 1) {
      const piece = sealedPiece(share, index);
      pieces.push(piece);
      const { code } = await this.put(share, index, piece);
      if (code !== 'ok') throw new Error(`piece ${index} was refused: ${code}`);
    }
    return pieces;
  }

  headers(): Record<string, string> {
    return {
      origin: this.api.origin,
      'content-type': 'application/octet-stream',
      ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
    };
  }

  private async send(
    path: string,
    method: string,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const reply = await fetch(`${this.api.url}/api/shares/${path}`, {
      method,
      headers: this.headers(),
      ...(body && { body }),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    if (reply.ok) return { code: 'ok', bytes };
    const { error } = JSON.parse(bytes.toString()) as { error: { code: unknown } };
    return { code: ErrorCode.parse(error.code), bytes };
  }
}

import { randomUUID } from 'node:crypto';
import type { FileChannelMessage } from '@parley/contract';
import { hashListMessages } from '../piece-hash-list';
import { writeFrame } from '../piece-frame';
import { PieceMap } from '../piece-map';
import { pieceCountOf } from '../manifest';
import { FakeChannel } from './fake-channel';
import { pieceSizeBytes, type Person, type Shared } from './party';

type Asked = Extract<FileChannelMessage, { type: 'request-piece' }>;

/** A peer that says whatever a test wants it to say; its page is not ours. */
export class Stranger {
  readonly id = randomUUID();
  readonly end: FakeChannel;
  /** What the victim has in hand. */
  readonly victimEnd: FakeChannel;
  readonly heard: FileChannelMessage[] = [];
  /** What it does when it is asked for a piece. */
  onAsked: (asked: Asked) => void = () => undefined;

  constructor(victim: Person) {
    const [near, far] = FakeChannel.pair();
    this.end = near;
    this.victimEnd = far;
    near.addEventListener('message', (event) => this.hear((event as MessageEvent).data));
    victim.transfers.attach(this.id, far.asChannel());
  }

  get isShutOut(): boolean {
    return this.end.readyState === 'closed';
  }

  say(message: FileChannelMessage | object): void {
    if (!this.isShutOut) this.end.send(JSON.stringify(message));
  }

  sayRaw(message: string | Uint8Array): void {
    if (!this.isShutOut) this.end.send(message);
  }

  /** Claims to have the whole file, with a list of hashes of the test's choice. */
  claim({ share, pieceHashes }: Shared, hashes = pieceHashes): void {
    const bitmap = PieceMap.full(pieceCountOf(share.manifest)).toText();
    this.say({ type: 'have', shareId: share.id, bitmap });
    for (const message of hashListMessages(share.id, hashes)) this.say(message);
  }

  sendBytes(shareId: string, index: number, offset: number, payload: Uint8Array): void {
    this.sayRaw(writeFrame({ shareId, index, offset, payload }));
  }

  /** Sends a piece as an honest peer would, changed as the test wants. */
  sendPiece({ share, bytes }: Shared, index: number, change: (piece: Uint8Array) => void): void {
    const piece = bytes.slice(index * pieceSizeBytes, (index + 1) * pieceSizeBytes);
    change(piece);
    for (let at = 0; at < piece.length; at += 65_536)
      this.sendBytes(share.id, index, at, piece.subarray(at, at + 65_536));
  }

  private hear(data: unknown): void {
    if (typeof data !== 'string') return;
    const message = JSON.parse(data) as FileChannelMessage;
    this.heard.push(message);
    if (message.type === 'request-piece') this.onAsked(message);
  }
}

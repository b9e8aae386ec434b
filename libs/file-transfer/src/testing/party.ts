import { randomUUID } from 'node:crypto';
import { describeFile, type DescribedFile } from '../describe-file';
import { FileTransfers } from '../file-transfers';
import type { Share } from '../manifest';
import { MemoryPieceStore } from '../memory-piece-store';
import type { PieceStore } from '../piece-store';
import type { FileRelay } from '../relay/relay-port';
import type { TransferState } from '../transfer-state';
import { FakeChannel } from './fake-channel';
import { FakeClock } from './fake-clock';

export const pieceSizeBytes = 80 * 1024; // two messages each, of which one is short

/** Bytes that look random and are the same in every run; no two pieces are alike. */
export function bytesOf(sizeBytes: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let state = seed;
  for (let at = 0; at < sizeBytes; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** One participant with everything that belongs to it. */
export class Person {
  readonly id = randomUUID();
  readonly dropped: string[] = [];
  readonly transfers: FileTransfers;
  latest: readonly TransferState[] = [];

  constructor(
    readonly clock: FakeClock,
    readonly store: PieceStore = new MemoryPieceStore(),
    relay?: FileRelay,
  ) {
    this.transfers = new FileTransfers({
      selfId: this.id,
      store,
      clock,
      relay,
      onChange: (states) => (this.latest = states),
      onPeerDropped: (participantId) => this.dropped.push(participantId),
    });
  }

  state(shareId: string): TransferState {
    const state = this.transfers.states().find((one) => one.shareId === shareId);
    if (!state) throw new Error('no such share here');
    return state;
  }

  phase(shareId: string): string {
    return this.state(shareId).phase;
  }

  async savedBytes(shareId: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.transfers.save(shareId)).arrayBuffer());
  }
}

/** Joins two people and gives the two ends: the first person's, then the second's. */
export function join(left: Person, right: Person): readonly [FakeChannel, FakeChannel] {
  const ends = FakeChannel.pair();
  left.transfers.attach(right.id, ends[0].asChannel());
  right.transfers.attach(left.id, ends[1].asChannel());
  return ends;
}

export interface Shared extends DescribedFile {
  readonly share: Share;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A described file with a share of its own, that nobody has been told of. */
export async function makeShare(from: string, sizeBytes: number, to: string | null = null) {
  const bytes = bytesOf(sizeBytes);
  const file = new File([bytes], 'talk.bin', { type: 'text/html' });
  const described = await describeFile(file, { pieceSizeBytes });
  const share: Share = { id: randomUUID(), from, to, manifest: described.manifest };
  return { ...described, share, bytes, file };
}

/** Somebody offers a file and the server tells the others of it. */
export async function shareFile(
  sharer: Person,
  others: readonly Person[],
  sizeBytes: number,
  to: string | null = null,
): Promise<Shared> {
  const made = await makeShare(sharer.id, sizeBytes, to);
  sharer.transfers.offer(made.share.id, to, made.manifest, made.pieceHashes, made.file);
  for (const other of others) other.transfers.addShare(made.share);
  return made;
}

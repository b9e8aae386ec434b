import { randomUUID } from 'node:crypto';
import { type FileShare, type Id, sealedBytesOf } from '@parley/contract';
import { Refusal } from '../../errors/refusal';

/** A sharer who sent nothing for so long has given up: what others need room for is not kept waiting. */
const silentMs = 60_000;

/** One share on the relay. */
export interface RelayedShare {
  /** Of its file. */
  readonly name: string;
  readonly meetingId: Id;
  readonly shareId: Id;
  /** What it will take up when all of it is there. */
  readonly sizeBytes: number;
  readonly pieceCount: number;
  /** How many have come, the first one first. */
  pieces: number;
  isWriting: boolean;
  heardAtMs: number;
}

/**
 * What lies on the relay and how much room it has, by what was announced. Where there is not enough, the oldest goes
 * first that is complete or given up; one that is on its way up never does.
 */
export class RelayedShares {
  private readonly byKey = new Map<string, RelayedShare>();

  constructor(
    private readonly limitBytes: number,
    private readonly nowMs: () => number,
  ) {}

  get(meetingId: Id, shareId: Id): RelayedShare | null {
    return this.byKey.get(keyOf(meetingId, shareId)) ?? null;
  }

  /** A piece of it is coming now. Refuses `busy` while another is. */
  startWriting(share: RelayedShare): void {
    assertStill(share);
    share.isWriting = true;
    share.heardAtMs = this.nowMs();
  }

  /** Takes room for a share whose first piece is coming, and says what had to go for it. Refuses `storage-full`, then nothing goes. */
  begin(meetingId: Id, { id: shareId, manifest }: FileShare) {
    const { sizeBytes, pieceSizeBytes } = manifest;
    const pieceCount = Math.ceil(sizeBytes / pieceSizeBytes);
    const tagBytes = (sealedBytesOf(manifest, 0) ?? 0) - Math.min(sizeBytes, pieceSizeBytes);
    const share: RelayedShare = {
      name: randomUUID(),
      meetingId,
      shareId,
      sizeBytes: sizeBytes + pieceCount * tagBytes,
      pieceCount,
      pieces: 0,
      isWriting: true,
      heardAtMs: this.nowMs(),
    };
    const before = this.get(meetingId, shareId);
    if (before) assertStill(before);
    const gone = [...(before ? [before] : []), ...this.goneFor(share, before)];
    for (const one of gone) this.remove(one);
    this.byKey.set(keyOf(meetingId, shareId), share);
    return { share, gone };
  }

  remove({ meetingId, shareId }: Pick<RelayedShare, 'meetingId' | 'shareId'>): void {
    this.byKey.delete(keyOf(meetingId, shareId));
  }

  ofMeeting(meetingId: Id): RelayedShare[] {
    return [...this.byKey.values()].filter((share) => share.meetingId === meetingId);
  }

  /** Which others make way; `before` is the same share, begun anew. */
  private goneFor(wanted: RelayedShare, before: RelayedShare | null): RelayedShare[] {
    const others = [...this.byKey.values()].filter((one) => one !== before);
    let usedBytes = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const oldestFirst = others
      .filter((one) => !this.isOnItsWay(one))
      .sort((one, other) => one.heardAtMs - other.heardAtMs);
    const gone: RelayedShare[] = [];
    for (const one of oldestFirst) {
      if (usedBytes + wanted.sizeBytes <= this.limitBytes) break;
      gone.push(one);
      usedBytes -= one.sizeBytes;
    }
    if (usedBytes + wanted.sizeBytes > this.limitBytes)
      throw Refusal.of('storage-full', 'The file relay has no room for this share');
    return gone;
  }

  private isOnItsWay({ pieces, pieceCount, isWriting, heardAtMs }: RelayedShare): boolean {
    return isWriting || (pieces < pieceCount && this.nowMs() - heardAtMs < silentMs);
  }
}

const keyOf = (meetingId: Id, shareId: Id) => `${meetingId}:${shareId}`;

function assertStill({ isWriting }: RelayedShare): void {
  if (isWriting) throw Refusal.of('busy', 'A piece is coming', { retryAfterSeconds: 1 });
}

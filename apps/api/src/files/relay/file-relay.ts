import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type RelayReceipt, sealedBytesOf } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../config/settings';
import { Refusal } from '../../errors/refusal';
import { LiveMeetings } from '../../meetings/live-meetings';
import { Clock } from '../../realtime/clock';
import { DiskSpace } from '../../storage/disk-space';
import { isDiskFull } from '../../storage/durable-file';
import { ExactBytes } from './exact-bytes';
import { RelayFolder } from './relay-folder';
import { type RelayedShare, RelayedShares } from './relayed-shares';
import type { Asker } from './relay-seats';

/**
 * Passes sealed pieces on, for groups in which the sharer's line would not carry a copy for each. It holds bytes that it
 * cannot read; they go with the share, with the meeting, or with the process.
 */
@Injectable()
export class FileRelay implements OnModuleInit {
  private readonly shares: RelayedShares;

  constructor(
    private readonly folder: RelayFolder,
    private readonly space: DiskSpace,
    private readonly settings: Settings,
    meetings: LiveMeetings,
    clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(FileRelay.name);
    this.shares = new RelayedShares(settings.fileRelayBytes, () => clock.elapsedMs());
    meetings.onHappened(({ id: meetingId }, { happening }) => {
      if (happening.type !== 'files:share-withdrawn') return;
      this.drop(this.shares.get(meetingId, happening.shareId));
    });
    meetings.onMeetingEnded(({ id }) => {
      for (const share of this.shares.ofMeeting(id)) this.drop(share);
    });
  }

  async onModuleInit(): Promise<void> {
    if (this.settings.store !== 'memory') await this.folder.sweep();
  }

  /** Takes the next piece in. One that is there already is heard and left as it is; piece 0 begins anew. */
  async put(
    asker: Asker,
    index: number,
    body: Readable,
    signal: AbortSignal,
  ): Promise<RelayReceipt> {
    const sizeBytes = sealedSizeOf(asker, index);
    const relayed = index === 0 ? this.begin(asker) : this.next(asker, index);
    try {
      await this.assertRoom(index === 0 ? relayed.sizeBytes : sizeBytes);
      if (index === 0) await this.folder.create(relayed.name);
      const position = index * sealedSizeOf(asker, 0);
      const isNew = index === relayed.pieces;
      const to = isNew ? this.folder.writeAt(relayed.name, position) : nowhere();
      await this.take(body, sizeBytes, to, signal);
      if (this.of(asker) !== relayed) throw notHere();
      if (isNew) relayed.pieces += 1;
      return { pieces: relayed.pieces };
    } finally {
      relayed.isWriting = false;
      // Withdrawn while the piece was under way, or never begun: no file stays behind.
      if (!this.isHere(relayed) || relayed.pieces === 0) this.drop(relayed);
    }
  }

  /** Refuses `not-found` for what has not come yet, too. */
  open(asker: Asker, index: number): { readonly bytes: Readable; readonly sizeBytes: number } {
    const sizeBytes = sealedSizeOf(asker, index);
    const relayed = this.of(asker);
    if (index >= relayed.pieces) throw notHere();
    const bytes = this.folder.read(relayed.name, index * sealedSizeOf(asker, 0), sizeBytes);
    return { bytes, sizeBytes };
  }

  private of({ meeting, share }: Asker): RelayedShare {
    const relayed = this.shares.get(meeting.id, share.id);
    if (!relayed) throw notHere();
    return relayed;
  }

  private begin({ meeting, share }: Asker): RelayedShare {
    const { share: relayed, gone } = this.shares.begin(meeting.id, share);
    for (const one of gone) this.drop(one);
    return relayed;
  }

  private next(asker: Asker, index: number): RelayedShare {
    const relayed = this.of(asker);
    if (index > relayed.pieces)
      throw Refusal.of('conflict', `The next piece is ${relayed.pieces}, not ${index}`);
    this.shares.startWriting(relayed);
    return relayed;
  }

  private async assertRoom(sizeBytes: number): Promise<void> {
    if (!(await this.space.hasRoomFor(sizeBytes)))
      throw Refusal.of('storage-full', 'The disk is full');
  }

  private async take(body: Readable, sizeBytes: number, to: Writable, signal: AbortSignal) {
    // Left open otherwise, so that a refusal can still be sent.
    const cutOff = () => body.destroy();
    signal.addEventListener('abort', cutOff);
    const bytes = body.iterator({ destroyOnReturn: false });
    try {
      await pipeline(bytes, new ExactBytes(sizeBytes, cutOff), to);
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      if (isDiskFull(cause)) throw Refusal.of('storage-full', 'The disk is full', { cause });
      throw Refusal.of('invalid', 'The piece ended too soon', { cause });
    }
  }

  private isHere(relayed: RelayedShare): boolean {
    return this.shares.get(relayed.meetingId, relayed.shareId) === relayed;
  }

  private drop(relayed: RelayedShare | null): void {
    if (!relayed) return;
    if (this.isHere(relayed)) this.shares.remove(relayed);
    this.folder
      .delete(relayed.name)
      .catch((error: unknown) => this.logger.error({ err: error }, 'sealed pieces not deleted'));
  }
}

function sealedSizeOf({ share }: Asker, index: number): number {
  const sizeBytes = sealedBytesOf(share.manifest, index);
  if (sizeBytes === null) throw notHere();
  return sizeBytes;
}

const notHere = () => Refusal.of('not-found', 'This piece is not here');
/** Where what is known already goes. */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

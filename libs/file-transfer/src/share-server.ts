import type { FileChannelMessage } from '@parley/contract';
import type { Holding } from './holding';
import { pieceCountOf, pieceLengthOf, type Share } from './manifest';
import type { PeerLink } from './peer-link';
import { hashListMessages } from './piece-hash-list';
import { PieceMap } from './piece-map';

/** Each is up to 45 MB for the largest file; an honest peer needs one per connection. */
const maxHashRequests = 16;
/** As many as one `have-pieces` may name (libs/contract/src/file-channel.ts). */
const maxIndices = 256;

export type ServedMessage = Extract<
  FileChannelMessage,
  { type: 'request-have' | 'request-hashes' | 'request-piece' | 'cancel-piece' }
>;

/** Answers what others ask about one share; whether they may ask was checked before. */
export class ShareServer {
  private readonly subscribers = new Map<PeerLink, number[]>();
  private readonly hashRequests = new Map<string, number>();

  constructor(
    private readonly share: Share,
    private readonly holding: () => Holding | null,
    /** What a participant is told of; whatever is held can be asked for. */
    private readonly piecesFor: (participantId: string) => PieceMap | null,
  ) {}

  answer(link: PeerLink, message: ServedMessage): void {
    switch (message.type) {
      case 'request-have':
        this.subscribers.set(link, []);
        return this.sendMap(link);
      case 'request-hashes':
        return this.sendHashes(link);
      case 'request-piece':
        return this.sendPiece(link, message.index, message.offset);
      case 'cancel-piece':
        return link.uploads.cancel(this.share.id, message.index);
    }
  }

  /** The whole is here all of a sudden: tells everyone who may want it, asked or not. */
  announceAll(links: Iterable<PeerLink>): void {
    for (const link of links) this.sendMap(link);
  }

  /** A further piece is here: tells those who asked to be told. */
  announce(index: number): void {
    for (const link of this.subscribers.keys()) this.tell(link, [index]);
  }

  /** Tells one who asked to be told of these as well; with null, of what there is for it now. */
  announceTo(participantId: string, indices: readonly number[] | null): void {
    for (const link of this.subscribers.keys())
      if (link.participantId === participantId)
        if (indices) this.tell(link, indices);
        else this.sendMap(link);
  }

  /** Whether this one asked what is here. */
  hasSubscribed(link: PeerLink): boolean {
    return this.subscribers.has(link);
  }

  forget(link: PeerLink): void {
    this.subscribers.delete(link);
  }

  private tell(link: PeerLink, indices: readonly number[]): void {
    const { id: shareId } = this.share;
    const pending = this.subscribers.get(link);
    pending?.push(...indices);
    link.send(`${shareId}:have-pieces`, () => {
      const news = pending?.splice(0) ?? [];
      if (news.length > maxIndices) return this.mapMessage(link);
      return news.length > 0 ? { type: 'have-pieces', shareId, indices: news } : null;
    });
  }

  private sendMap(link: PeerLink): void {
    link.send(`${this.share.id}:have`, () => this.mapMessage(link));
  }

  private mapMessage({ participantId }: PeerLink): FileChannelMessage {
    const pieces = this.piecesFor(participantId);
    const bitmap = (pieces ?? PieceMap.empty(pieceCountOf(this.share.manifest))).toText();
    return { type: 'have', shareId: this.share.id, bitmap };
  }

  private sendHashes(link: PeerLink): void {
    const { id: shareId } = this.share;
    const hashes = this.holding()?.hashes;
    if (!hashes) return link.sayNo(shareId, null);
    const count = (this.hashRequests.get(link.participantId) ?? 0) + 1;
    this.hashRequests.set(link.participantId, count);
    if (count > maxHashRequests) return link.refuse('too-many-requests');
    for (const message of hashListMessages(shareId, hashes))
      link.send(`${shareId}:hashes:${message.first}`, () => message);
  }

  private sendPiece(link: PeerLink, index: number, offset: number): void {
    const { id: shareId, manifest } = this.share;
    const holding = this.holding();
    const endOffset = pieceLengthOf(manifest, index);
    if (offset >= endOffset) link.refuse('no-such-piece');
    if (offset >= endOffset || !holding?.pieces.has(index)) return link.sayNo(shareId, index);
    const read = (at: number, lengthBytes: number) => holding.read(index, at, lengthBytes);
    if (link.uploads.add({ shareId, index, offset, endOffset, read })) return;
    link.refuse('too-many-requests');
    link.sayNo(shareId, index);
  }
}

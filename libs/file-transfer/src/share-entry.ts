import type { FileChannelMessage } from '@parley/contract';
import { Download } from './download';
import { isInAudience, type Share } from './manifest';
import { Offer } from './offer';
import type { PeerLink, ShareMessage } from './peer-link';
import type { PieceFrame } from './piece-frame';
import { ShareServer, type ServedMessage } from './share-server';

type Progress = Extract<FileChannelMessage, { type: 'progress' }>;
type Held = Extract<FileChannelMessage, { type: 'have' | 'have-pieces' }>;

/** One share of the meeting, and the rule who may send or get anything of it. */
export class ShareEntry {
  private readonly server: ShareServer;
  private isGone = false;
  /** What receivers said of themselves while an own share was not served: their pages know of no reload. */
  private readonly saidMeanwhile = new Map<string, Progress>();

  constructor(
    readonly share: Share,
    private current: Offer | Download,
    private readonly isOwn: boolean,
  ) {
    this.server = new ShareServer(
      share,
      () => this.side.holding(),
      (participantId) =>
        this.side instanceof Offer
          ? this.side.piecesFor(participantId)
          : (this.side.holding()?.pieces ?? null),
    );
    this.connect(current);
  }

  get side(): Offer | Download {
    return this.current;
  }

  /** An own share of before a reload that nobody serves from this page yet. */
  get isAsleep(): boolean {
    return this.isOwn && !this.isGone && this.current instanceof Download;
  }

  /** Serves it again, to these above all. What was on its way here is not needed any more. */
  async wake(offer: Offer, links: Iterable<PeerLink>): Promise<void> {
    const { current } = this;
    this.current = offer;
    this.connect(offer);
    for (const [participantId, said] of this.saidMeanwhile) offer.noteProgress(participantId, said);
    this.saidMeanwhile.clear();
    const meant = [...links].filter(({ participantId }) => isInAudience(this.share, participantId));
    for (const link of meant) if (this.server.hasSubscribed(link)) this.welcome(offer, link);
    this.server.announceAll(meant);
    if (current instanceof Download) await current.dispose();
  }

  /** Withdrawn: kept only so that what is on its way still is known for what it was. */
  get isRemoved(): boolean {
    return this.isGone;
  }

  remove(): void {
    this.isGone = true;
    if (!(this.side instanceof Download && this.side.isVerified)) this.side.cancel();
  }

  /** Somebody's channel opened. */
  meet(link: PeerLink): void {
    const isMeant = !this.isGone && isInAudience(this.share, link.participantId);
    if (isMeant && this.side instanceof Download) this.side.addPeer(link);
  }

  part(link: PeerLink): void {
    this.server.forget(link);
    this.saidMeanwhile.delete(link.participantId);
    if (this.side instanceof Download) this.side.removePeer(link.participantId);
    else this.side.noteGone(link.participantId);
  }

  /** A further piece can be passed on. */
  announce(index: number): void {
    this.server.announce(index);
  }

  receive(link: PeerLink, message: ShareMessage): void {
    if (isRequest(message)) return this.answer(link, message);
    if (!isInAudience(this.share, link.participantId)) return link.refuse('not-in-audience');
    if (message.type === 'progress') return this.noteProgress(link, message);
    if (message.type === 'share-key') return; // for those who know of a server
    if (this.side instanceof Download) this.side.receive(link.participantId, message);
    else if (message.type === 'have' || message.type === 'have-pieces')
      this.notePieces(this.side, link, message);
    else if (message.type !== 'refuse') link.refuse('not-asked-for');
  }

  /** A piece went out to somebody. */
  notePieceSent(participantId: string, index: number): void {
    if (this.side instanceof Offer) this.side.notePieceSent(participantId, index);
  }

  receivePiece(link: PeerLink, frame: PieceFrame): void {
    if (!isInAudience(this.share, link.participantId)) return link.refuse('not-in-audience');
    const refusal =
      this.side instanceof Download
        ? this.side.receivePiece(link.participantId, frame)
        : 'not-asked-for';
    if (refusal) link.refuse(refusal);
  }

  private noteProgress(link: PeerLink, said: Progress): void {
    if (this.isAsleep) return void this.saidMeanwhile.set(link.participantId, said);
    const isFine = this.side instanceof Offer && this.side.noteProgress(link.participantId, said);
    if (!isFine) link.refuse('not-asked-for');
  }

  private answer(link: PeerLink, message: ServedMessage): void {
    const isMeant = isInAudience(this.share, link.participantId);
    if (!isMeant) link.refuse('not-in-audience');
    if (!isMeant || this.isGone) return link.sayNo(this.share.id, null);
    const { side } = this;
    if (message.type === 'request-have' && side instanceof Offer) this.welcome(side, link);
    this.server.answer(link, message);
    if (message.type === 'request-have' && side instanceof Download)
      side.noticeInterest(link.participantId);
    if (message.type === 'request-piece' && side instanceof Offer)
      side.noteAsked(link.participantId, message.index);
  }

  private connect(side: Offer | Download): void {
    if (side instanceof Offer)
      side.tellBy((participantId, indices) => this.server.announceTo(participantId, indices));
  }

  /** Whoever takes an own file passes it on, too: which pieces they have decides who is told of which. */
  private welcome(offer: Offer, link: PeerLink): void {
    const { id: shareId } = this.share;
    if (!offer.welcome(link.participantId)) return;
    link.send(`${shareId}:request-have`, () => ({ type: 'request-have', shareId }));
  }

  private notePieces(offer: Offer, link: PeerLink, message: Held): void {
    if (!offer.isReceiver(link.participantId)) link.refuse('not-asked-for');
    else if (!offer.notePieces(link.participantId, message)) link.refuse('wrong-map');
  }
}

/** Requests are answered, with `refuse` if need be; answers never are, or two peers could refuse each other for ever. */
export function isRequest(message: ShareMessage): message is ServedMessage {
  return ['request-have', 'request-hashes', 'request-piece', 'cancel-piece'].includes(message.type);
}

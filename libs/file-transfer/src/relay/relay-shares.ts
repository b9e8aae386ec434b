import type { FileChannelMessage } from '@parley/contract';
import type { Clock } from '../clock';
import { Download } from '../download';
import { Offer } from '../offer';
import type { Pace } from '../pace';
import type { PeerLink } from '../peer-link';
import type { ShareEntry } from '../share-entry';
import { RelayCipher } from './relay-cipher';
import type { FileRelay } from './relay-port';
import { usesServer } from './relay-rule';
import { RelaySource } from './relay-source';
import { RelayTurns } from './relay-turns';
import { RelayUpload } from './relay-upload';

type ShareKey = Extract<FileChannelMessage, { type: 'share-key' }>;

export interface RelaySharesOptions {
  readonly relay: FileRelay;
  readonly clock: Clock;
  readonly pace: Pace;
  /** The channels to everybody who is here. */
  readonly links: ReadonlyMap<string, PeerLink>;
  /** How much of each channel files may have, where the call leaves them less than all of it. */
  readonly speeds: ReadonlyMap<string, number>;
  readonly onSent: (shareId: string, bytes: number) => void;
}

/** The server's part in the shares of one meeting; nothing of it happens while groups are small. Lifetime: until `close`. */
export class RelayShares {
  private readonly uploads = new Map<string, RelayUpload>();
  private readonly sources = new Map<string, RelaySource>();
  private readonly turns: RelayTurns;

  constructor(private readonly options: RelaySharesOptions) {
    this.turns = new RelayTurns(options.clock);
  }

  /** Somebody asked for a share: where it is an own one that many take by now, it goes up. */
  noteAsked(entry: ShareEntry, link: PeerLink): void {
    const { share, side } = entry;
    if (!(side instanceof Offer) || !side.isReceiver(link.participantId)) return;
    const upload = this.uploads.get(share.id);
    if (upload) return upload.tell(link);
    const receivers = side.state().receivers.filter(({ state }) => state !== 'cancelled').length;
    const { sizeBytes } = share.manifest;
    const isAble = RelayCipher.isOffered && !this.isLineNarrow;
    const serverOffers = isAble ? this.options.relay.offersBytes : 0;
    if (usesServer({ receivers, sizeBytes, serverOffers })) this.upload(entry, side);
  }

  /** The sharer says where the pieces are. */
  takeKey({ share, side }: ShareEntry, link: PeerLink, { key, pieces }: ShareKey): void {
    if (link.participantId !== share.from || !(side instanceof Download))
      return link.refuse('not-asked-for');
    const known = this.sources.get(share.id);
    if (known?.key === key) return known.note(pieces);
    known?.close();
    if (!RelayCipher.isOffered || side.isVerified) return;
    const { turns, options } = this;
    const source = new RelaySource({ share, key, port: options.relay.port, turns, download: side });
    this.sources.set(share.id, source);
    source.note(pieces);
  }

  /** Withdrawn, or not served any more. */
  drop(shareId: string): void {
    this.uploads.get(shareId)?.stop();
    this.uploads.delete(shareId);
    this.sources.get(shareId)?.close();
    this.sources.delete(shareId);
  }

  close(): void {
    for (const shareId of [...this.uploads.keys(), ...this.sources.keys()]) this.drop(shareId);
  }

  /** Where many channels are held back it is the own line, not that of somebody far away. */
  private get isLineNarrow(): boolean {
    const { links, speeds } = this.options;
    const heldBack = [...links.keys()].filter((participantId) => speeds.has(participantId));
    return heldBack.length * 2 > links.size;
  }

  private upload({ share }: ShareEntry, offer: Offer): void {
    const holding = offer.holding();
    if (!holding) return;
    const { relay, clock, pace, links, onSent } = this.options;
    const upload = new RelayUpload({
      share,
      holding,
      port: relay.port,
      turns: this.turns,
      pace,
      clock,
      isLineNarrow: () => this.isLineNarrow,
      onSent: (bytes) => onSent(share.id, bytes),
      onPieces: () => {
        for (const link of links.values())
          if (offer.isReceiver(link.participantId)) upload.tell(link);
      },
    });
    this.uploads.set(share.id, upload);
    upload.start();
  }
}

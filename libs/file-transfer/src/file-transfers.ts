import type { Manifest } from '@parley/contract';
import { ChangeSignal } from './change-signal';
import type { Clock } from './clock';
import { Conduct, type Refusal } from './conduct';
import { Download } from './download';
import { isInAudience, type Share } from './manifest';
import { Offer } from './offer';
import { Pace, type PaceSetting } from './pace';
import { PeerLink, type ShareMessage } from './peer-link';
import type { PieceFrame } from './piece-frame';
import type { PieceStore } from './piece-store';
import type { FileRelay } from './relay/relay-port';
import { RelayShares } from './relay/relay-shares';
import { isRequest, ShareEntry } from './share-entry';
import { TransferError } from './transfer-error';
import type { TransferState } from './transfer-state';

const idleLookMs = 1_000;

export interface FileTransfersOptions {
  /** The own participant id. */
  readonly selfId: string;
  readonly store: PieceStore;
  readonly clock: Clock;
  /** Called at once when a phase changes, and a few times a second while bytes move; never after `close`. */
  readonly onChange: (states: readonly TransferState[]) => void;
  /** A participant broke the rules again and again: their channel was closed. For the log. */
  readonly onPeerDropped?: (participantId: string) => void;
  /** The server's help for large groups, where it offers any. */
  readonly relay?: FileRelay | undefined;
}

/**
 * All the shares of one meeting: serves own files, takes others' and passes their verified pieces on, over one `files`
 * channel to each participant. Lifetime: until `close`; later calls change nothing.
 */
export class FileTransfers {
  private readonly entries = new Map<string, ShareEntry>();
  private readonly links = new Map<string, PeerLink>();
  /** How much each participant's link has for files, where that is limited. */
  private readonly speeds = new Map<string, number>();
  private readonly conduct = new Conduct();
  private readonly pace: Pace;
  private readonly changes: ChangeSignal;
  private readonly relay: RelayShares | null;
  private isClosed = false;

  constructor(private readonly options: FileTransfersOptions) {
    this.pace = new Pace(() => options.clock.now());
    this.changes = new ChangeSignal(options.clock, () => this.tell());
    const { relay, clock } = options;
    const { pace, links, speeds } = this;
    const onSent = this.noteSent.bind(this);
    this.relay = relay ? new RelayShares({ relay, clock, pace, links, speeds, onSent }) : null;
  }

  /**
   * Serves an own file from now on. Call it before the server announces it, so that nobody asks too early; or after a
   * reload, to serve again what was announced then. Throws `already-offered`.
   */
  offer(
    shareId: string,
    to: string | null,
    manifest: Manifest,
    pieceHashes: Uint8Array,
    file: Blob,
  ): void {
    const earlier = this.entries.get(shareId);
    if (earlier && !earlier.isAsleep) throw TransferError.of('already-offered', shareId);
    const share: Share = { id: shareId, from: this.options.selfId, to, manifest };
    const offer = new Offer(share, pieceHashes, file, this.options.clock);
    if (earlier) void earlier.wake(offer, this.links.values());
    else this.entries.set(shareId, new ShareEntry(share, offer, true));
    this.changes.now();
  }

  /** A share that the server announced. One that is known already, an own one above all, stays as it is. */
  addShare({ id, from, to, manifest }: Share): void {
    const share: Share = { id, from, to, manifest };
    if (this.isClosed || this.entries.has(id) || !isInAudience(share, this.options.selfId)) return;
    const { selfId, store, clock } = this.options;
    const download = new Download({
      share,
      selfId,
      store,
      clock,
      onPhase: () => this.changes.now(),
      onProgress: () => this.changes.soon(),
      onPiece: (index) => entry.announce(index),
    });
    const entry = new ShareEntry(share, download, from === selfId);
    this.entries.set(id, entry);
    for (const link of this.links.values()) if (link.isOpen) entry.meet(link);
    this.changes.now();
  }

  /** Withdrawn: neither served nor taken any more, and gone from the states. A verified file stays saved until `close`. */
  removeShare(shareId: string): void {
    const entry = this.entries.get(shareId);
    if (!entry || entry.isRemoved) return;
    this.stopServing(shareId);
    entry.remove();
    this.changes.now();
  }

  /** The `files` channel to a participant, open or about to be; a second one replaces the first. */
  attach(participantId: string, channel: RTCDataChannel): void {
    if (this.isClosed) return;
    this.detach(participantId);
    if (this.conduct.isDropped(participantId)) return channel.close();
    const link = new PeerLink({
      participantId,
      channel,
      pace: this.pace,
      maxBytesPerSecond: this.speeds.get(participantId) ?? null,
      clock: this.options.clock,
      onOpen: (opened) => this.meetAll(opened),
      onClose: () => this.detach(participantId),
      onMessage: (from, message) => this.receive(from, message),
      onPiece: (from, frame) => this.receivePiece(from, frame),
      onRefuse: (from, refusal) => this.refuse(from, refusal),
      onSent: (shareId, bytes) => this.noteSent(shareId, bytes),
      onPieceSent: ({ participantId: to }, shareId, index) =>
        this.entries.get(shareId)?.notePieceSent(to, index),
      onUnreadable: ({ shareId }) => this.noteUnreadable(shareId),
    });
    this.links.set(participantId, link);
    if (link.isOpen) this.meetAll(link);
  }

  /** The connection to a participant is gone. What they were asked for is asked of others, or of them when they return. */
  detach(participantId: string): void {
    const link = this.links.get(participantId);
    if (!link) return;
    this.links.delete(participantId);
    this.speeds.delete(participantId);
    link.release();
    for (const entry of this.entries.values()) entry.part(link);
    this.changes.soon();
  }

  /**
   * Takes a share, or takes it anew after `cancel`; with a store of its own, into that one. Throws `share-unknown`, and
   * `not-receiving` for an own share.
   */
  download(shareId: string, store?: PieceStore): void {
    this.downloadOf(shareId).start(store);
  }

  pause(shareId: string): void {
    this.downloadOf(shareId).pause();
  }

  /** Goes on from the verified pieces, after `pause` and after a failure that may have passed, as `storage-full`. */
  resume(shareId: string): void {
    this.downloadOf(shareId).start();
  }

  /** Stops taking and deletes what came; of an own share, stops serving it. A verified file stays. */
  cancel(shareId: string): void {
    const { side } = this.entryOf(shareId);
    if (side instanceof Offer) this.stopServing(shareId);
    side.cancel();
    this.changes.now();
  }

  /** The verified file as it lies on disk, under its clean name; its bytes do not pass through memory. Rejects with `not-verified`. */
  save(shareId: string): Promise<File> {
    return Promise.resolve().then(() => this.entryOf(shareId).side.toFile());
  }

  states(): readonly TransferState[] {
    return [...this.entries.values()]
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ side }) => side.state());
  }

  /** How much files may take from the links from now on. */
  setPace(setting: PaceSetting): void {
    this.pace.set(setting);
  }

  /** How many bytes a second files may take of the link to a participant until it is detached; null for as much as it carries. */
  setLinkSpeed(participantId: string, maxBytesPerSecond: number | null): void {
    if (maxBytesPerSecond === null) this.speeds.delete(participantId);
    else this.speeds.set(participantId, maxBytesPerSecond);
    this.links.get(participantId)?.setSpeed(maxBytesPerSecond);
  }

  /** What was refused so far, by reason; for the statistics page and for tests. */
  refusals(): ReadonlyMap<Refusal, number> {
    return this.conduct.tally();
  }

  /** Ends everything. Pieces stay for another day, files that are whole are deleted. The channels belong to whoever made them and stay open. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.changes.stop();
    this.relay?.close();
    for (const link of this.links.values()) link.release();
    this.links.clear();
    const downloads = [...this.entries.values()].flatMap(({ side }) =>
      side instanceof Download ? side : [],
    );
    for (const { side } of this.entries.values()) if (side instanceof Offer) side.cancel();
    this.entries.clear();
    await Promise.all(downloads.map((download) => download.dispose()));
  }

  private receive(link: PeerLink, message: ShareMessage): void {
    const entry = this.entries.get(message.shareId);
    if (entry) {
      if (message.type === 'share-key') return this.relay?.takeKey(entry, link, message);
      entry.receive(link, message);
      if (message.type === 'request-have') this.relay?.noteAsked(entry, link);
      this.changes.soon();
      return;
    }
    if (message.type !== 'refuse') link.refuse('share-unknown');
    if (isRequest(message)) link.sayNo(message.shareId, null);
  }

  private receivePiece(link: PeerLink, frame: PieceFrame): void {
    const entry = this.entries.get(frame.shareId);
    if (entry) entry.receivePiece(link, frame);
    else link.refuse('share-unknown');
  }

  private refuse(link: PeerLink, refusal: Refusal): void {
    const { participantId } = link;
    if (!this.conduct.refuse(participantId, refusal)) return;
    link.shut();
    if (this.links.get(participantId) === link) this.detach(participantId);
    this.options.onPeerDropped?.(participantId);
  }

  private meetAll(link: PeerLink): void {
    for (const entry of this.entries.values()) entry.meet(link);
    this.changes.soon();
  }

  private stopServing(shareId: string): void {
    this.relay?.drop(shareId);
    for (const link of this.links.values()) link.uploads.cancel(shareId);
  }

  private noteSent(shareId: string, bytes: number): void {
    const side = this.entries.get(shareId)?.side;
    if (!(side instanceof Offer)) return;
    side.countSent(bytes);
    this.changes.soon();
  }

  private noteUnreadable(shareId: string): void {
    const side = this.entries.get(shareId)?.side;
    if (!(side instanceof Offer)) return;
    this.stopServing(shareId);
    side.fail();
    this.changes.now();
  }

  private tell(): void {
    const states = this.states();
    this.options.onChange(states);
    // A speed falls to nothing without anything happening: look again while there is one to show.
    if (states.some(({ bytesPerSecond }) => bytesPerSecond > 0)) this.changes.soon(idleLookMs);
  }

  private entryOf(shareId: string): ShareEntry {
    const entry = this.entries.get(shareId);
    if (!entry || entry.isRemoved) throw TransferError.of('share-unknown', shareId);
    return entry;
  }

  private downloadOf(shareId: string): Download {
    const { side } = this.entryOf(shareId);
    if (side instanceof Download) return side;
    throw TransferError.of('not-receiving', 'an own share cannot be taken');
  }
}

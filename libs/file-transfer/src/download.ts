import type { Clock } from './clock';
import type { Refusal } from './conduct';
import { DownloadPeer, type DownloadLink, type PeerMessage } from './download-peer';
import { HashListFetch } from './hash-list-fetch';
import type { Holding } from './holding';
import { pieceCountOf, type Share } from './manifest';
import type { PartialPiece } from './partial-piece';
import type { PieceFrame } from './piece-frame';
import { PieceKeeper } from './piece-keeper';
import { PieceRequests } from './piece-requests';
import type { PieceStore } from './piece-store';
import { RateMeter } from './rate-meter';
import { TransferError, type TransferFailure } from './transfer-error';
import type { TransferPhase, TransferState } from './transfer-state';

export interface DownloadOptions {
  readonly share: Share;
  readonly selfId: string;
  readonly store: PieceStore;
  readonly clock: Clock;
  /** The phase changed. */
  readonly onPhase: () => void;
  /** Bytes moved, or a source came or went. */
  readonly onProgress: () => void;
  /** A further piece can be passed on. */
  readonly onPiece: (index: number) => void;
}

/** One share on its way here: gathers pieces, checks each, writes them, and checks the whole in the end. */
export class Download {
  private phase: TransferPhase = 'offered';
  private failure: TransferFailure | null = null;
  /** Counts beginnings: what an await comes back to may have been cancelled and begun anew. */
  private attempt = 0;
  private keeper: PieceKeeper | null = null;
  private whole: Blob | null = null;
  private hashes: Uint8Array | null = null;
  /** Opening and deleting go one after another, whatever is clicked meanwhile. */
  private turn: Promise<void> = Promise.resolve();
  private store: PieceStore;
  private readonly requests: PieceRequests;
  private readonly list: HashListFetch;
  private readonly meter: RateMeter;

  constructor(private readonly options: DownloadOptions) {
    const { share, selfId, clock } = options;
    this.store = options.store;
    this.meter = new RateMeter(() => clock.now());
    this.requests = new PieceRequests({
      share,
      selfId,
      clock,
      isVerified: (index) => this.keeper?.pieces.has(index) ?? false,
      onPart: (part) => this.keeper?.keepPart(part),
      onWhole: (peer, partial) => void this.check(peer, partial),
    });
    this.list = new HashListFetch({
      share,
      clock,
      peers: () => this.requests.peers.values(),
      onProven: (hashes) => {
        this.hashes = hashes;
        this.proceed();
      },
    });
  }

  /** Begins, begins anew after a cancel, or goes on after a pause or a failure. A store given counts until `cancel`. */
  start(store?: PieceStore): void {
    if (!['offered', 'paused', 'cancelled', 'failed'].includes(this.phase)) return;
    const { attempt } = this;
    this.store = store ?? this.store;
    this.setPhase('receiving');
    for (const peer of this.requests.peers.values()) peer.askForMap();
    if (this.keeper) return this.proceed();
    this.inTurn(() => this.openFile(attempt));
    if (!this.hashes) this.list.seek();
  }

  pause(): void {
    if (this.phase !== 'receiving') return;
    this.requests.halt();
    this.setPhase('paused');
  }

  /** Stops and deletes what came. A verified file stays. */
  cancel(): void {
    if (this.phase === 'verified') return;
    this.startOver();
    this.store = this.options.store;
    this.setPhase('cancelled');
  }

  /** Stops for good. Pieces stay for another day; a verified file goes. */
  dispose(): Promise<void> {
    this.startOver((keeper) => keeper.leave());
    this.phase = 'cancelled';
    return this.turn;
  }

  get isVerified(): boolean {
    return this.phase === 'verified';
  }

  /** Somebody who may have it is here. */
  addPeer(link: DownloadLink): void {
    const { share } = this.options;
    const peer = new DownloadPeer(link, share.id, pieceCountOf(share.manifest));
    this.requests.peers.set(link.participantId, peer);
    if (this.phase === 'offered' || this.phase === 'cancelled') return;
    this.sayProgress(peer);
    if (this.phase !== 'verified') peer.askForMap();
    this.proceed();
  }

  removePeer(participantId: string): void {
    this.requests.drop(participantId);
    this.list.seek();
    this.options.onProgress();
  }

  /** Somebody wants this share too, so they know of it: whoever did not when we asked is asked again. */
  noticeInterest(participantId: string): void {
    const peer = this.requests.peers.get(participantId);
    if (peer && !peer.isMapKnown && this.isActive) peer.askForMap();
  }

  receive(participantId: string, message: PeerMessage): void {
    const peer = this.requests.peers.get(participantId);
    if (!peer) return;
    if (message.type === 'hashes') return this.list.take(peer, message);
    if (message.type === 'refuse') {
      if (message.index !== null) return this.requests.noteMissing(peer, message.index);
      return this.hashes ? undefined : this.list.pass(peer);
    }
    if (!this.requests.noteHeld(peer, message)) return peer.link.refuse('wrong-map');
    peer.isWithoutHashes = false;
    this.options.onProgress();
    this.proceed();
  }

  receivePiece(participantId: string, frame: PieceFrame): Refusal | null {
    const peer = this.requests.peers.get(participantId);
    if (!peer) return 'not-asked-for';
    if (frame.index >= peer.pieces.pieceCount) return 'no-such-piece';
    const { length: bytes } = frame.payload;
    const refusal = this.requests.receive(peer, frame);
    if (refusal) return refusal;
    this.meter.count(bytes);
    this.options.onProgress();
    return null;
  }

  /** What can be passed on by now; null before the list of hashes is proved. */
  holding(): Holding | null {
    const { hashes, keeper } = this;
    if (!hashes || !keeper?.isServable) return null;
    const read: Holding['read'] = (...range) => keeper.read(...range);
    return { hashes, pieces: keeper.pieces, read };
  }

  /** The verified file under its clean name. Its type says nothing, so that no browser opens it by itself (security.md T63). */
  toFile(): File {
    if (!this.whole) throw TransferError.of('not-verified', 'only a verified file can be saved');
    const { name } = this.options.share.manifest;
    return new File([this.whole], name, { type: 'application/octet-stream' });
  }

  state(): TransferState {
    const { share } = this.options;
    const bytesPerSecond = this.phase === 'receiving' ? this.meter.bytesPerSecond() : 0;
    const missingBytes = share.manifest.sizeBytes - this.verifiedBytes;
    const holders = [...this.requests.peers.values()].filter(({ isSource }) => isSource);
    return {
      shareId: share.id,
      direction: 'receiving',
      phase: this.phase,
      verifiedBytes: this.verifiedBytes,
      bytesPerSecond,
      secondsLeft: bytesPerSecond > 0 ? Math.ceil(missingBytes / bytesPerSecond) : null,
      sources: holders.map(({ participantId }) => participantId),
      ...(this.failure && { failure: this.failure }),
      receivers: [],
    };
  }

  private get verifiedBytes(): number {
    return this.keeper?.verifiedBytes ?? 0;
  }

  private get isActive(): boolean {
    return ['receiving', 'paused', 'verifying'].includes(this.phase);
  }

  /** Takes whatever step is next, as far as what it needs is there. What an earlier page left is looked at in a pause, too. */
  private proceed(): void {
    const { keeper, hashes } = this;
    const isPaused = this.phase === 'paused';
    if (!keeper || !(isPaused || this.phase === 'receiving')) return;
    if (hashes && keeper.needsRecheck) return this.inTurn(() => this.recheck(keeper, hashes));
    if (isPaused) return;
    if (!hashes) return this.list.seek();
    if (keeper.pieces.isComplete) return this.inTurn(() => this.finish(keeper, hashes));
    this.requests.open();
  }

  private async openFile(attempt: number): Promise<void> {
    if (attempt !== this.attempt || this.keeper) return;
    const { manifest } = this.options.share;
    const file = await this.store.open(manifest);
    if (attempt !== this.attempt) return file.close();
    const { onPiece: onServable } = this.options;
    const onVerified = () => this.noteProgress();
    this.keeper = new PieceKeeper(manifest, file, { onVerified, onServable });
    const kept = this.hashes ? null : await file.keptHashes();
    if (kept) await this.list.propose(kept);
    this.proceed();
  }

  private async recheck(keeper: PieceKeeper, hashes: Uint8Array): Promise<void> {
    if (!keeper.needsRecheck) return;
    this.requests.restore(await keeper.recheck(hashes));
    this.proceed();
  }

  private async check(peer: DownloadPeer, partial: PartialPiece): Promise<void> {
    const { keeper, hashes, attempt } = this;
    const { index, contributors } = partial;
    const piece = partial.take();
    try {
      const isTrue = keeper && hashes && piece && (await keeper.take(hashes, index, piece));
      // A piece that two peers made between them proves nothing against either: it starts over, with one of them alone.
      if (isTrue === false && contributors.size > 1) this.requests.keepApart(index);
      if (isTrue === false && contributors.size === 1) {
        peer.avoided.add(index);
        peer.link.refuse('wrong-hash');
      }
    } catch (cause) {
      this.fail(attempt, cause);
    } finally {
      this.requests.done(peer, index);
      this.proceed();
    }
  }

  private noteProgress(): void {
    this.options.onProgress();
    this.sayProgress();
  }

  private async finish(keeper: PieceKeeper, hashes: Uint8Array): Promise<void> {
    const { attempt } = this;
    if (this.phase !== 'receiving' || keeper !== this.keeper) return;
    this.requests.halt();
    this.setPhase('verifying');
    const whole = await keeper.seal(hashes);
    if (attempt !== this.attempt) return;
    this.whole = whole;
    this.setPhase('verified');
  }

  private startOver(end = (keeper: PieceKeeper) => keeper.discard()): void {
    const { keeper } = this;
    this.attempt += 1;
    this.keeper = null;
    this.whole = null;
    this.requests.reset();
    this.list.stop();
    this.meter.reset();
    if (!keeper) return;
    keeper.end();
    this.inTurn(() => end(keeper));
  }

  private inTurn(step: () => Promise<void>): void {
    const { attempt } = this;
    this.turn = this.turn.then(step).catch((cause: unknown) => this.fail(attempt, cause));
  }

  private fail(attempt: number, cause: unknown): void {
    if (attempt !== this.attempt || this.phase === 'failed') return;
    const { code } = TransferError.fromStorage(cause);
    this.requests.halt();
    if (code === 'hash-mismatch' || this.keeper?.canGoOn === false) this.startOver();
    const isOwn = code === 'storage-full' || code === 'hash-mismatch';
    this.setPhase('failed', isOwn ? code : 'storage-failed');
  }

  private setPhase(phase: TransferPhase, failure: TransferFailure | null = null): void {
    this.phase = phase;
    this.failure = failure;
    this.sayProgress();
    this.options.onPhase();
  }

  /** Tells the sharer how far this receiver is. */
  private sayProgress(peer = this.requests.peers.get(this.options.share.from)): void {
    if (peer?.participantId !== this.options.share.from) return;
    peer.sayProgress(() => {
      const { phase, verifiedBytes } = this;
      if (phase === 'offered') return null;
      return { verifiedBytes, state: phase === 'verifying' ? 'receiving' : phase };
    });
  }
}

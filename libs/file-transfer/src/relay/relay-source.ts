import type { FileChannelMessage } from '@parley/contract';
import type { Download } from '../download';
import type { DownloadLink } from '../download-peer';
import { pieceCountOf, pieceLengthOf, type Share } from '../manifest';
import { PieceMap } from '../piece-map';
import { TransferError } from '../transfer-error';
import { RelayCipher } from './relay-cipher';
import type { RelayPort } from './relay-port';
import type { RelayTurns } from './relay-turns';

/** Among the sources of a transfer the server has this id: no participant's, theirs are UUIDs. */
export const serverSource = 'server';

export interface RelaySourceOptions {
  readonly share: Share;
  readonly key: string;
  readonly port: RelayPort;
  readonly turns: RelayTurns;
  readonly download: Pick<Download, 'addPeer' | 'removePeer' | 'receive' | 'receivePiece'>;
}

/**
 * The server as one more peer of a download: what it is asked for is fetched, opened, and goes the way of every piece.
 * Lifetime: until `close`, the sharer's last word, or the first piece that is missing or wrong.
 */
export class RelaySource implements DownloadLink {
  readonly participantId = serverSource;
  readonly spares: string;
  readonly key: string;
  private readonly cipher: RelayCipher;
  /** From which offset on, by piece. */
  private readonly wanted = new Map<number, number>();
  private fetched: { readonly index: number; readonly abort: AbortController } | null = null;
  private pieces = 0;
  private isOver = false;

  constructor(private readonly options: RelaySourceOptions) {
    this.key = options.key;
    this.spares = options.share.from;
    this.cipher = RelayCipher.of(options.key);
  }

  /** So many lie there, as the sharer says; 0: none any more. */
  note(pieces: number): void {
    if (this.isOver) return;
    if (pieces === 0) return this.close();
    const isFirst = this.pieces === 0;
    this.pieces = Math.min(pieces, pieceCountOf(this.options.share.manifest));
    if (isFirst) this.options.download.addPeer(this);
    else this.sayMap();
  }

  send(_key: string, make: () => FileChannelMessage | null): void {
    const message = this.isOver ? null : make();
    switch (message?.type) {
      case 'request-have':
        return queueMicrotask(() => this.sayMap());
      case 'request-hashes':
        return queueMicrotask(() => this.sayNoHashes());
      case 'request-piece':
        this.wanted.set(message.index, message.offset);
        if (!this.fetched) void this.fetchAll();
        return;
      case 'cancel-piece':
        this.wanted.delete(message.index);
        if (this.fetched?.index === message.index) this.fetched.abort.abort();
        return;
      default: // The server need not know how far anybody is.
    }
  }

  /** A piece was not what was announced, though it opened: the sharer is asked instead. */
  refuse(): void {
    this.close();
  }

  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.wanted.clear();
    this.fetched?.abort.abort();
    if (this.pieces > 0) this.options.download.removePeer(serverSource);
  }

  private async fetchAll(): Promise<void> {
    for (let [next] = this.wanted; next; [next] = this.wanted) {
      const [index, offset] = next;
      const abort = new AbortController();
      this.fetched = { index, abort };
      try {
        await this.fetch(index, offset, abort.signal);
      } catch {
        // Taken back, or of no use any more: then others are asked for what is missing.
        if (!abort.signal.aborted) this.close();
      }
    }
    this.fetched = null;
  }

  private async fetch(index: number, offset: number, signal: AbortSignal): Promise<void> {
    const { share, port, turns, download } = this.options;
    this.wanted.delete(index);
    const sealed = await turns.run(signal, () => port.get(share.id, index, signal));
    const bytes = await this.cipher.open(share.id, index, sealed);
    signal.throwIfAborted();
    if (bytes.length !== pieceLengthOf(share.manifest, index))
      throw TransferError.of('relay-refused', `piece ${index} has another length`);
    const payload = bytes.subarray(offset);
    const refusal = download.receivePiece(serverSource, {
      shareId: share.id,
      index,
      offset,
      payload,
    });
    if (refusal) this.refuse();
  }

  private sayMap(): void {
    if (this.isOver) return;
    const { share, download } = this.options;
    const map = PieceMap.empty(pieceCountOf(share.manifest));
    for (let index = 0; index < this.pieces; index += 1) map.add(index);
    download.receive(serverSource, { type: 'have', shareId: share.id, bitmap: map.toText() });
  }

  private sayNoHashes(): void {
    if (this.isOver) return;
    const { share, download } = this.options;
    download.receive(serverSource, { type: 'refuse', shareId: share.id, index: null });
  }
}

import type { Clock } from '../clock';
import type { Holding } from '../holding';
import { pieceCountOf, pieceLengthOf, type Share } from '../manifest';
import type { Pace } from '../pace';
import type { PeerLink } from '../peer-link';
import { TransferError } from '../transfer-error';
import { RelayCipher } from './relay-cipher';
import type { RelayPort } from './relay-port';
import type { RelayTurns } from './relay-turns';

export interface RelayUploadOptions {
  readonly share: Share;
  readonly holding: Holding;
  readonly port: RelayPort;
  readonly turns: RelayTurns;
  readonly pace: Pace;
  readonly clock: Clock;
  /** The call needs the line: a whole piece in one go would be in its way. */
  readonly isLineNarrow: () => boolean;
  readonly onSent: (bytes: number) => void;
  /** More lie there now, or none of use any more: those who take the file are to be told. */
  readonly onPieces: () => void;
}

/** Sends an own share up, each piece once, sealed and in order. Lifetime: until the last piece, a refusal, or `stop`. */
export class RelayUpload {
  private readonly cipher = RelayCipher.fresh();
  private readonly abort = new AbortController();
  /** How many lie there; null once the server is of no use for this share. */
  private pieces: number | null = 0;

  constructor(private readonly options: RelayUploadOptions) {}

  start(): void {
    // Whatever keeps it from going up, the pieces go between peers then, as they do without a server.
    this.sendAll().catch(() => this.giveUp());
  }

  stop(): void {
    this.abort.abort();
  }

  /** Tells somebody who takes the file where its pieces can be had. */
  tell(link: Pick<PeerLink, 'send'>): void {
    if (this.pieces === 0) return;
    const { id: shareId } = this.options.share;
    link.send(`${shareId}:share-key`, () => ({
      type: 'share-key',
      shareId,
      key: this.cipher.text,
      pieces: this.pieces ?? 0,
    }));
  }

  private async sendAll(): Promise<void> {
    const { share, onPieces } = this.options;
    for (let index = 0; index < pieceCountOf(share.manifest); index += 1) {
      await this.send(index);
      this.pieces = index + 1;
      onPieces();
    }
  }

  private async send(index: number): Promise<void> {
    const { share, holding, port, turns, onSent } = this.options;
    const { signal } = this.abort;
    const bytes = await holding.read(index, 0, pieceLengthOf(share.manifest, index));
    const sealed = await this.cipher.seal(share.id, index, new Uint8Array(bytes));
    await this.wait(sealed.length);
    signal.throwIfAborted();
    if (this.options.isLineNarrow())
      throw TransferError.of('relay-refused', 'the line is needed for the call');
    await turns.run(signal, () => port.put(share.id, index, sealed, signal));
    signal.throwIfAborted();
    onSent(bytes.length);
  }

  private async wait(bytes: number): Promise<void> {
    const delayMs = this.options.pace.book(bytes);
    if (delayMs > 0)
      await new Promise<void>((resolve) => this.options.clock.after(delayMs, resolve));
  }

  private giveUp(): void {
    this.pieces = null;
    if (!this.abort.signal.aborted) this.options.onPieces();
  }
}

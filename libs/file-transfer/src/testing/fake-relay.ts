import type { FileRelay, RelayPort } from '../relay/relay-port';
import { TransferError } from '../transfer-error';

/** The server as its disk would have it: sealed pieces, and who did what when. */
export class FakeRelay {
  /** Everything that ever came, in order. */
  readonly puts: {
    readonly shareId: string;
    readonly index: number;
    readonly sealed: Uint8Array;
  }[] = [];
  gets = 0;
  /** The most requests that one page had under way at the same time. */
  mostAtOnce = 0;
  /** Set to refuse for good. */
  isRefusing = false;
  /** So many requests fail on their way before one gets through. */
  failures = 0;
  /** What is handed out in place of a piece. */
  onGet: (sealed: Uint8Array<ArrayBuffer>, index: number) => Uint8Array<ArrayBuffer> = (sealed) =>
    sealed;
  private readonly pieces = new Map<string, Uint8Array<ArrayBuffer>[]>();

  /** One page's way there. */
  page(offersBytes = Infinity): FileRelay {
    let running = 0;
    const counted = async <T>(request: () => T): Promise<T> => {
      running += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (this.isRefusing) throw TransferError.of('relay-refused', 'the server says no');
      this.failures -= 1;
      if (this.failures >= 0) throw new TypeError('the network is gone');
      return request();
    };
    const port: RelayPort = {
      put: (shareId, index, sealed) => counted(() => this.put(shareId, index, sealed)),
      get: (shareId, index) => counted(() => this.get(shareId, index)),
    };
    return { port, offersBytes };
  }

  private put(shareId: string, index: number, sealed: Uint8Array<ArrayBuffer>): void {
    const known = index === 0 ? [] : (this.pieces.get(shareId) ?? []);
    if (index > known.length) throw TransferError.of('relay-refused', 'out of order');
    this.puts.push({ shareId, index, sealed });
    known[index] = sealed;
    this.pieces.set(shareId, known);
  }

  private get(shareId: string, index: number): Uint8Array<ArrayBuffer> {
    this.gets += 1;
    const sealed = this.pieces.get(shareId)?.[index];
    if (!sealed) throw TransferError.of('relay-refused', 'not here');
    return this.onGet(sealed, index);
  }
}

import { readBlob } from '../blob-reading';
import { digestOf } from '../digest';
import { FileReadAhead } from '../file-read-ahead';
import type { PieceFile, PieceFileShape, PiecePart, PieceStore } from '../piece-store';
import { TransferError } from '../transfer-error';

/** `remove` is not in TypeScript's library, nor in every browser. Source: https://github.com/whatwg/fs/issues/104 */
interface RemovableHandle extends FileSystemFileHandle {
  remove?(): Promise<void>;
}

/** The one place that the person chose for one file (`showSaveFilePicker`): pieces are written there as they come. */
export class ChosenPlace implements PieceStore {
  constructor(private readonly handle: FileSystemFileHandle) {}

  get name(): string {
    return this.handle.name;
  }

  async open(shape: PieceFileShape): Promise<PieceFile> {
    try {
      const writable = await this.handle.createWritable();
      return new ChosenFile(this.handle, writable, shape);
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }
}

/**
 * Written through one stream, held open. The browser writes beside the chosen file and puts it there when the stream is
 * closed; until then nothing of it can be read, and a page that ends leaves nothing.
 */
class ChosenFile implements PieceFile {
  readonly hasEarlierBytes = false;
  readonly isChosen = true;
  private whole: Promise<Blob> | null = null;
  private reader: Promise<FileReadAhead> | null = null;

  constructor(
    private readonly handle: RemovableHandle,
    private readonly writable: FileSystemWritableFileStream,
    private readonly shape: PieceFileShape,
  ) {}

  keptHashes(): Promise<null> {
    return Promise.resolve(null);
  }

  keepHashes(): Promise<void> {
    return Promise.resolve(); // of no use where pieces do not stay
  }

  keepPart(): void {
    // Nothing stays here that is not whole.
  }

  keptParts(): Promise<readonly PiecePart[]> {
    return Promise.resolve([]);
  }

  async writePiece(index: number, data: Uint8Array<ArrayBuffer>): Promise<void> {
    const position = index * this.shape.pieceSizeBytes;
    await this.writable.write({ type: 'write', position, data }).catch((cause: unknown) => {
      throw TransferError.fromStorage(cause);
    });
  }

  async readPiece(
    index: number,
    offset: number,
    lengthBytes: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (!this.whole) return new Uint8Array();
    return readBlob(await this.whole, index * this.shape.pieceSizeBytes + offset, lengthBytes);
  }

  async digestPiece(index: number, lengthBytes: number): Promise<Uint8Array> {
    this.reader ??= this.toBlob().then((whole) => new FileReadAhead(whole));
    const reader = await this.reader;
    return digestOf(await reader.read(index * this.shape.pieceSizeBytes, lengthBytes));
  }

  toBlob(): Promise<Blob> {
    this.whole ??= this.finish();
    return this.whole;
  }

  /** What is not whole is nothing; what is whole is the person's own. */
  async close(): Promise<void> {
    if (!this.whole) await this.abort();
  }

  async discard(): Promise<void> {
    if (!this.whole) return this.abort();
    try {
      if (this.handle.remove) await this.handle.remove();
      else await (await this.handle.createWritable()).close(); // empties it
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  private async finish(): Promise<Blob> {
    try {
      await this.writable.close();
      return await this.handle.getFile();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  private async abort(): Promise<void> {
    try {
      await this.writable.abort();
      // Choosing made an empty file. One with bytes in it would be an older one, which is not ours to delete.
      if ((await this.handle.getFile()).size === 0) await this.handle.remove?.();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }
}

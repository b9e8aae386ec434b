import { toHex } from '../digest';
import { readBlob } from '../describe-file';
import type { PieceFile, PieceFileShape } from '../piece-store';
import { pieceCountOf } from '../manifest';
import { directoryAt, removeIfThere } from './private-directory';
import { TransferError } from '../transfer-error';
import { StreamingSha256 } from '../streaming-sha256';

/**
 * A folder with one file per piece: what a page can write without a worker. `createWritable` copies a file each time it
 * is opened, so that one large file would be copied for every piece; small files are written once and can be read at once.
 */
export class OpfsPieceFolder implements PieceFile {
  private constructor(
    private readonly parent: FileSystemDirectoryHandle,
    private readonly directory: FileSystemDirectoryHandle,
    private readonly shape: PieceFileShape,
    readonly hasEarlierBytes: boolean,
  ) {}

  static async open(
    parent: FileSystemDirectoryHandle,
    name: string,
    shape: PieceFileShape,
  ): Promise<OpfsPieceFolder> {
    const directory = await directoryAt(parent, [name]);
    const first = await directory.keys().next();
    return new OpfsPieceFolder(parent, directory, shape, first.done !== true);
  }

  async writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const handle = await this.directory.getFileHandle(String(index), { create: true });
      const writable = await handle.createWritable();
      await writable.write(piece);
      await writable.close();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
  }

  async readPiece(
    index: number,
    offset: number,
    lengthBytes: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const piece = await this.pieceFile(index);
    if (!piece || piece.size < offset + lengthBytes) return new Uint8Array();
    return readBlob(piece, offset, lengthBytes);
  }

  settle(): void {
    // Hashing waits for the end: in the page's own thread it would only take time from the transfer.
  }

  async sha256(): Promise<string> {
    const digest = new StreamingSha256();
    for (const piece of await this.pieceFiles())
      digest.update(await readBlob(piece, 0, piece.size));
    return toHex(digest.digest());
  }

  /** Made of the pieces' files, which stay where they are. */
  async toBlob(): Promise<Blob> {
    return new Blob([...(await this.pieceFiles())]);
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  async discard(): Promise<void> {
    await removeIfThere(this.parent, this.directory.name).catch((cause: unknown) => {
      throw TransferError.fromStorage(cause);
    });
  }

  private async pieceFiles(): Promise<readonly File[]> {
    const files: File[] = [];
    for (let index = 0; index < pieceCountOf(this.shape); index += 1) {
      const file = await this.pieceFile(index);
      if (!file) throw TransferError.of('storage-failed', `piece ${index} is gone`);
      files.push(file);
    }
    return files;
  }

  private async pieceFile(index: number): Promise<File | null> {
    try {
      return await (await this.directory.getFileHandle(String(index))).getFile();
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'NotFoundError') return null;
      throw TransferError.fromStorage(cause);
    }
  }
}

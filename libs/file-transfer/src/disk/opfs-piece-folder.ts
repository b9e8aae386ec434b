import { readBlob } from '../blob-reading';
import { digestOf } from '../digest';
import { pieceCountOf } from '../manifest';
import type { PieceFile, PieceFileShape, PiecePart } from '../piece-store';
import { TransferError } from '../transfer-error';
import type { KeptFolder } from './kept-folder';
import { fileIfThere, hashesName, readFileIfThere } from './private-directory';

/**
 * A folder with one file per piece: what a page can write without a worker. `createWritable` copies a file each time it
 * is opened, so that one large file would be copied for every piece; small files are written once and can be read at once.
 */
export class OpfsPieceFolder implements PieceFile {
  readonly isChosen = false;

  private constructor(
    private readonly folder: KeptFolder,
    private readonly shape: PieceFileShape,
    readonly hasEarlierBytes: boolean,
  ) {}

  static async open(folder: KeptFolder, shape: PieceFileShape): Promise<OpfsPieceFolder> {
    const first = await folder.directory.keys().next();
    return new OpfsPieceFolder(folder, shape, first.done !== true);
  }

  keptHashes(): Promise<Uint8Array<ArrayBuffer> | null> {
    return readFileIfThere(this.folder.directory, hashesName);
  }

  keepHashes(hashes: Uint8Array): Promise<void> {
    return this.write(hashesName, hashes.slice());
  }

  keepPart(): void {
    // A file for each part would cost more than sending the piece again.
  }

  keptParts(): Promise<readonly PiecePart[]> {
    return Promise.resolve([]);
  }

  writePiece(index: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.write(String(index), piece);
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

  async digestPiece(index: number, lengthBytes: number): Promise<Uint8Array> {
    return digestOf(await this.readPiece(index, 0, lengthBytes));
  }

  /** Made of the pieces' files, which stay where they are. */
  async toBlob(): Promise<Blob> {
    await this.folder.finishWriting();
    return new Blob([...(await this.pieceFiles())]);
  }

  close(): Promise<void> {
    return this.folder.close();
  }

  discard(): Promise<void> {
    return this.folder.discard();
  }

  private async write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const handle = await this.folder.directory.getFileHandle(name, { create: true });
      const writable = await handle.createWritable();
      await writable.write(bytes);
      await writable.close();
    } catch (cause) {
      throw TransferError.fromStorage(cause);
    }
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

  private pieceFile(index: number): Promise<File | null> {
    return fileIfThere(this.folder.directory, String(index));
  }
}

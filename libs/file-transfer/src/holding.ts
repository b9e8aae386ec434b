import { FileReadAhead } from './file-read-ahead';
import { pieceCountOf, type Share } from './manifest';
import { PieceMap } from './piece-map';

/** What this participant has of a share and would pass on: an own file, or the verified part of somebody's. */
export interface Holding {
  readonly hashes: Uint8Array;
  readonly pieces: PieceMap;
  /** Reads bytes of a piece that is in `pieces`. Rejects with TransferError. */
  read(index: number, offset: number, lengthBytes: number): Promise<Uint8Array>;
}

/** An own file, whole from the start and read where it lies. */
export function holdingOfFile({ manifest }: Share, hashes: Uint8Array, file: Blob): Holding {
  const reader = new FileReadAhead(file);
  return {
    hashes,
    pieces: PieceMap.full(pieceCountOf(manifest)),
    read: (index, offset, lengthBytes) =>
      reader.read(index * manifest.pieceSizeBytes + offset, lengthBytes),
  };
}

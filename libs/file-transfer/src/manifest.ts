import type { Manifest } from '@parley/contract';
import { limits } from '@parley/contract';

const kibibyte = 1024;
const mebibyte = kibibyte ** 2;
/** From here on pieces grow: more of them make the list of hashes, which has to come first, longer than it needs to be. */
const wantedPieces = 16_384;

/** A share as the server announced it. */
export interface Share {
  readonly id: string;
  /** Participant id of whoever shared it. */
  readonly from: string;
  /** Null: everyone. Otherwise only this participant gets it. */
  readonly to: string | null;
  readonly manifest: Manifest;
}

/**
 * 1 MiB as a rule. Small files get smaller pieces, so that several sources and a bar that moves make sense; very large
 * ones get larger pieces, so that their number stays within `limits.filePieces`.
 */
export function pieceSizeFor(sizeBytes: number): number {
  if (sizeBytes <= mebibyte) return 64 * kibibyte;
  if (sizeBytes <= 16 * mebibyte) return 256 * kibibyte;
  let pieceSizeBytes = mebibyte;
  while (
    sizeBytes > pieceSizeBytes * wantedPieces &&
    pieceSizeBytes * 2 <= limits.filePieceSizeBytes
  )
    pieceSizeBytes *= 2;
  return pieceSizeBytes;
}

type Sizes = Pick<Manifest, 'sizeBytes' | 'pieceSizeBytes'>;

export function pieceCountOf({ sizeBytes, pieceSizeBytes }: Sizes): number {
  return Math.ceil(sizeBytes / pieceSizeBytes);
}

/** 0 for an index that the file does not have. */
export function pieceLengthOf({ sizeBytes, pieceSizeBytes }: Sizes, index: number): number {
  return Math.max(0, Math.min(pieceSizeBytes, sizeBytes - index * pieceSizeBytes));
}

/** Whether bytes of a share may go to or come from this participant: a share to one is nobody else's business. */
export function isInAudience(share: Pick<Share, 'from' | 'to'>, participantId: string): boolean {
  return share.to === null || share.to === participantId || share.from === participantId;
}

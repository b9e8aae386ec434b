import { crc32 } from 'node:zlib';

/** What the journal says about one slice. */
export interface SliceRecord {
  readonly index: number;
  /** Where the slice ends in the recording. */
  readonly endBytes: number;
  readonly sha256: Uint8Array;
}

/** Records have one size, so that any slice's is found by its index, and a torn one is told by its length or checksum. */
export const sliceRecordBytes = 64;
const hashAt = 16;
const checksumAt = 60;
/** "PSL1": Parley slice, layout 1. */
const magic = 0x50534c31;

/** Lays a record out: magic, index, end, hash, zeros, CRC-32 over all before it; big-endian. */
export function encodeSliceRecord(record: SliceRecord): Uint8Array {
  const bytes = new Uint8Array(sliceRecordBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, record.index);
  view.setBigUint64(8, BigInt(record.endBytes));
  bytes.set(record.sha256, hashAt);
  view.setUint32(checksumAt, crc32(bytes.subarray(0, checksumAt)));
  return bytes;
}

/** Null where the bytes are not a whole record of that index: torn by a crash, or damaged. */
export function decodeSliceRecord(bytes: Uint8Array, index: number): SliceRecord | null {
  if (bytes.length !== sliceRecordBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== magic || view.getUint32(4) !== index) return null;
  if (view.getUint32(checksumAt) !== crc32(bytes.subarray(0, checksumAt))) return null;
  return {
    index,
    endBytes: Number(view.getBigUint64(8)),
    sha256: bytes.slice(hashAt, hashAt + 32),
  };
}

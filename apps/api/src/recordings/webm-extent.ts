import type { FileHandle } from 'node:fs/promises';

/** What of a WebM file is whole. */
export interface WebmExtent {
  /** Everything before is whole elements; a cut or garbage comes after. 0 where it is no WebM at all. */
  readonly endBytes: number;
  /** Why it ends there: the file ends (perhaps inside an element, as after a crash), or what follows is not WebM. */
  readonly isDamaged: boolean;
  /** The size field of the last cluster, where it promises more than there is: to be read as `bytes`. */
  readonly patch: { readonly position: number; readonly bytes: Uint8Array } | null;
}

const ebml = 0x1a45dfa3;
const segment = 0x18538067;
const cluster = 0x1f43b675;
/** Info, Tracks, Cues, SeekHead, Tags, Chapters, Attachments. */
const segmentChildren = new Set([
  0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x114d9b74, 0x1254c367, 0x1043a770, 0x1941a469,
]);
/** Timestamp, SimpleBlock, BlockGroup, PrevSize, Position. */
const clusterChildren = new Set([0xe7, 0xa3, 0xa0, 0xab, 0xa7]);
/** Void, CRC-32: anywhere. */
const fillers = new Set([0xec, 0xbf]);

/** A cluster spans at most 32 s (its block times are int16 ms); 128 MiB would be 33 Mbit/s. Readers load it whole. */
const maxClusterBytes = 128 * 1024 ** 2;
/** Track lists and the like: kilobytes in what browsers write. Readers load them whole, too. */
const maxMetadataBytes = 4 * 1024 ** 2;
const windowBytes = 64 * 1024;

interface Element {
  readonly id: number;
  /** Null where the element goes on until something of a higher level comes (live streams). */
  readonly sizeBytes: number | null;
  readonly sizeAt: number;
  readonly dataAt: number;
}

/**
 * Walks over the elements of a WebM file of `fileBytes` and finds where the whole ones end, so that a file that was cut
 * off in the middle of a block can be read without losing the cluster around it, and so that no size field of an
 * uploaded file can make a reader load more than a cluster. Reads with a small window; memory does not depend on size.
 */
export async function measureWebm(file: FileHandle, fileBytes: number): Promise<WebmExtent> {
  const readElement = elementReader(file, fileBytes);
  let position = 0;
  let openCluster: Element | null = null;
  let knownEnd = Infinity;
  const stop = (isDamaged: boolean): WebmExtent => ({
    endBytes: position,
    isDamaged,
    patch: openCluster ? patchFor(openCluster, position) : null,
  });
  while (position < fileBytes) {
    if (position >= knownEnd) [openCluster, knownEnd] = [null, Infinity];
    const element = await readElement(position);
    if (element === 'cut') return stop(false);
    if (element === 'garbage') return stop(true);
    const { id, sizeBytes, dataAt } = element;
    if (position === 0 && id !== ebml) return stop(true);
    if (id === segment) {
      position = dataAt;
    } else if (id === cluster) {
      if (sizeBytes !== null && sizeBytes > maxClusterBytes) return stop(true);
      openCluster = element;
      knownEnd = sizeBytes === null ? Infinity : dataAt + sizeBytes;
      position = dataAt;
    } else {
      const isInCluster = openCluster !== null && (clusterChildren.has(id) || fillers.has(id));
      if (!isInCluster && openCluster !== null && knownEnd === Infinity) openCluster = null;
      if (!isInCluster && !segmentChildren.has(id) && !fillers.has(id) && id !== ebml)
        return stop(true);
      const limit = isInCluster ? maxClusterBytes : maxMetadataBytes;
      if (sizeBytes === null || sizeBytes > limit) return stop(true);
      if (dataAt + sizeBytes > fileBytes) return stop(false);
      if (openCluster && dataAt + sizeBytes - openCluster.dataAt > maxClusterBytes)
        return stop(true);
      position = dataAt + sizeBytes;
    }
  }
  return stop(false);
}

/** The cluster's size field, of the same width, saying what is really there; null where it says nothing or the truth. */
function patchFor({ sizeBytes, sizeAt, dataAt }: Element, endBytes: number): WebmExtent['patch'] {
  if (sizeBytes === null || dataAt + sizeBytes <= endBytes) return null;
  const width = dataAt - sizeAt;
  const bytes = new Uint8Array(width);
  let rest = endBytes - dataAt;
  for (let index = width - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (width - 1));
  return { position: sizeAt, bytes };
}

/** Reads element headers through a window, so that thousands of small blocks do not cost a system call each. */
function elementReader(
  file: FileHandle,
  fileBytes: number,
): (position: number) => Promise<Element | 'cut' | 'garbage'> {
  const window = Buffer.alloc(windowBytes);
  let start = 0;
  let length = 0;
  return async (position) => {
    const wanted = Math.min(12, fileBytes - position);
    if (position < start || position + wanted > start + length) {
      start = position;
      length = (await file.read(window, 0, windowBytes, position)).bytesRead;
      length = Math.min(length, fileBytes - position);
    }
    return parseElement(window.subarray(position - start, length), position);
  };
}

function parseElement(bytes: Uint8Array, position: number): Element | 'cut' | 'garbage' {
  const idWidth = Math.clz32((bytes[0] ?? 0) << 24) + 1;
  if (idWidth > 4) return 'garbage';
  const sizeFirst = bytes[idWidth];
  if (sizeFirst === undefined) return 'cut';
  const sizeWidth = Math.clz32(sizeFirst << 24) + 1;
  if (sizeWidth > 8) return 'garbage';
  if (bytes.length < idWidth + sizeWidth) return 'cut';
  let id = 0;
  for (const byte of bytes.subarray(0, idWidth)) id = id * 256 + byte;
  let size = sizeFirst & (0xff >> sizeWidth);
  let isUnknown = size === 0xff >> sizeWidth;
  for (const byte of bytes.subarray(idWidth + 1, idWidth + sizeWidth)) {
    size = size * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  const sizeAt = position + idWidth;
  return { id, sizeBytes: isUnknown ? null : size, sizeAt, dataAt: sizeAt + sizeWidth };
}

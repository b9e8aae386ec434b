/** EBML element ids. Source: RFC 9559 (Matroska), §5. */
const ids = {
  segment: 0x18538067,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  blockGroup: 0xa0,
  block: 0xa1,
  simpleBlock: 0xa3,
} as const;
const folders: readonly number[] = [
  ids.segment,
  ids.tracks,
  ids.trackEntry,
  ids.cluster,
  ids.blockGroup,
];
const numbers: readonly number[] = [ids.trackNumber, ids.trackType, ids.timestamp];
const blocks: readonly number[] = [ids.block, ids.simpleBlock];
const videoType = 1;
/** Track number and two bytes of time. */
const blockHeadBytes = 3;

/** Reads, slice by slice, how far the picture of a WebM file that is being recorded has come. Keeps no slice. */
export class PictureTime {
  private rest = new Uint8Array();
  private skipBytes = 0;
  private lastTrack = 0;
  private videoTrack: number | null = null;
  private clusterMs = 0;
  private videoMs: number | null = null;

  /** Time of the newest frame so far in ms; null while there is none. */
  read(slice: Uint8Array): number | null {
    const data = new Uint8Array(this.rest.length + slice.length);
    data.set(this.rest);
    data.set(slice, this.rest.length);
    let at = 0;
    while (at < data.length) {
      const skipped = Math.min(this.skipBytes, data.length - at);
      this.skipBytes -= skipped;
      at += skipped;
      const read = this.readElement(data.subarray(at));
      if (read === null) break;
      at += read;
    }
    this.rest = data.slice(at);
    return this.videoMs;
  }

  /** How many bytes it took; null when more are needed. */
  private readElement(data: Uint8Array): number | null {
    const id = readVariable(data, 0);
    const size = id === null ? null : readVariable(data, id.bytes);
    if (id === null || size === null) {
      return null;
    }
    const head = id.bytes + size.bytes;
    if (folders.includes(id.whole)) {
      return head;
    }
    const payload = data.subarray(head);
    const needed = numbers.includes(id.whole) ? size.value : blockHeadBytes;
    if (numbers.includes(id.whole) || blocks.includes(id.whole)) {
      if (payload.length < needed) return null;
      this.take(id.whole, payload.subarray(0, needed));
    }
    this.skipBytes = size.value;
    return head;
  }

  private take(id: number, bytes: Uint8Array): void {
    const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    if (id === ids.timestamp) {
      this.clusterMs = value;
    } else if (id === ids.trackNumber) {
      this.lastTrack = value;
    } else if (id === ids.trackType) {
      if (value === videoType) this.videoTrack = this.lastTrack;
    } else if (((bytes[0] ?? 0) & 0x7f) === this.videoTrack) {
      const relative = new DataView(bytes.buffer, bytes.byteOffset).getInt16(1);
      this.videoMs = this.clusterMs + relative;
    }
  }
}

/** A number of variable length: `whole` with its length mark (ids), `value` without (sizes). Null: more bytes are needed. */
function readVariable(
  data: Uint8Array,
  at: number,
): { readonly bytes: number; readonly whole: number; readonly value: number } | null {
  const first = data[at];
  if (first === undefined) {
    return null;
  }
  const bytes = Math.clz32(first) - 23;
  if (at + bytes > data.length) {
    return null;
  }
  const whole = data.subarray(at, at + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return { bytes, whole, value: whole - 2 ** (7 * bytes) };
}

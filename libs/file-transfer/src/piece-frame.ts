/** 16 bytes share id, 4 bytes piece index, 4 bytes offset within the piece, big endian: libs/contract/src/file-channel.ts. */
export const frameHeaderBytes = 24;
/** What lies in one message beside its header; larger messages were no faster (webrtc-lab.md §3), 16 KiB ones slower. */
export const framePayloadBytes = 64 * 1024;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export interface PieceFrame {
  readonly shareId: string;
  readonly index: number;
  readonly offset: number;
  /** A view into the message. */
  readonly payload: Uint8Array;
}

/** Null where a message from a peer is too short or too long to be one. */
export function readFrame(message: ArrayBuffer): PieceFrame | null {
  if (message.byteLength <= frameHeaderBytes) return null;
  if (message.byteLength > frameHeaderBytes + framePayloadBytes) return null;
  const view = new DataView(message);
  return {
    shareId: readId(new Uint8Array(message, 0, 16)),
    index: view.getUint32(16),
    offset: view.getUint32(20),
    payload: new Uint8Array(message, frameHeaderBytes),
  };
}

/** The message: the beginning of `memory`, where whoever writes many uses the same again and again. */
export function writeFrame(
  frame: PieceFrame,
  memory = new Uint8Array(frameHeaderBytes + frame.payload.length),
): Uint8Array<ArrayBuffer> {
  const message = memory.subarray(0, frameHeaderBytes + frame.payload.length);
  const view = new DataView(message.buffer, message.byteOffset);
  writeId(message, frame.shareId);
  view.setUint32(16, frame.index);
  view.setUint32(20, frame.offset);
  message.set(frame.payload, frameHeaderBytes);
  return message;
}

/** Sixteen times for each mebibyte that comes: without a list of digits or a pattern. */
function readId(bytes: Uint8Array): string {
  let id = '';
  for (const [at, byte] of bytes.entries())
    id += (at === 4 || at === 6 || at === 8 || at === 10 ? '-' : '') + (hexOf[byte] ?? '');
  return id;
}

function writeId(message: Uint8Array, id: string): void {
  const hex = id.replaceAll('-', '');
  for (let at = 0; at < 16; at += 1)
    message[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
}

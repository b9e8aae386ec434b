import { open, type FileHandle } from 'node:fs/promises';
import { CustomSource, Input, WEBM, WebMOutputFormat, type MediaCodec } from 'mediabunny';
import { lanesOf, writeLanes } from './lanes';
import { shiftedPackets } from './tracks/shifted-packets';
import type { Place } from './tracks/track-offset';
import { measureWebm, type WebmExtent } from './webm-extent';

/** What came out of a recording's bytes. */
export type Remuxed =
  | {
      readonly type: 'file';
      /** Where the first frame or sound lies. */
      readonly startMs: number;
      /** Where the last one ends, as players show it. */
      readonly durationMs: number;
      readonly isDamaged: boolean;
      readonly codecs: readonly MediaCodec[];
    }
  /** Not one frame or sound in it. */
  | { readonly type: 'nothing' };

export interface RemuxOptions {
  readonly signal?: AbortSignal;
  /** Where everything lies in the new file; as in the old one without. */
  readonly placeOf?: ((fileMs: number) => Place) | null;
}

/**
 * Writes the first `inputBytes` of a WebM recording anew, without re-encoding: with a duration and with cues, so that it
 * can be seeked. A file that was cut off anywhere is read up to its last whole block. Replaces `outputPath`.
 * With `placeOf`, everything lies elsewhere; what is outside is cut off.
 * Memory depends on the longest cluster (32 s), not on the length. Rejects with the signal's reason when aborted.
 */
export async function remuxWebm(
  inputPath: string,
  inputBytes: number,
  outputPath: string,
  { signal, placeOf = null }: RemuxOptions = {},
): Promise<Remuxed> {
  const file = await open(inputPath, 'r');
  try {
    const extent = await measureWebm(file, inputBytes);
    using input = new Input({ formats: [WEBM], source: sourceOf(file, extent) });
    if (extent.endBytes === 0 || !(await input.canRead())) return { type: 'nothing' };
    const lanes = await lanesOf(await input.getTracks(), (track) => shiftedPackets(track, placeOf));
    if (lanes.length === 0) return { type: 'nothing' };
    const startSeconds = Math.min(...lanes.map(({ next }) => next.timestamp));
    const format = new WebMOutputFormat();
    const endSeconds = await writeLanes(lanes, outputPath, { format, signal });
    return {
      type: 'file',
      startMs: Math.round(startSeconds * 1000),
      durationMs: Math.round(endSeconds * 1000),
      isDamaged: extent.isDamaged,
      codecs: lanes.map(({ codec }) => codec),
    };
  } finally {
    await file.close();
  }
}

/** The whole part of the file, with the last cluster's size as it really is. */
function sourceOf(file: FileHandle, { endBytes, patch }: WebmExtent): CustomSource {
  return new CustomSource({
    getSize: () => endBytes,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      for (const [offset, byte] of (patch?.bytes ?? []).entries()) {
        const index = (patch?.position ?? 0) + offset - start;
        if (index >= 0 && index < bytes.length) bytes[index] = byte;
      }
      return bytes;
    },
    prefetchProfile: 'fileSystem',
  });
}

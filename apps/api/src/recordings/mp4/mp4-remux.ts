import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import {
  Conversion,
  CustomSource,
  Input,
  MATROSKA,
  Mp4OutputFormat,
  Output,
  WEBM,
  type MediaCodec,
} from 'mediabunny';
import { privateFileMode } from '../../storage/durable-file';
import type { FileStore } from '../../storage/file-store';
import { targetOf } from '../remux';

/** What the demuxer may keep of the file; more would be most of the memory of making an MP4. */
const cacheBytes = 8 * 1024 ** 2;

interface Stored {
  readonly files: FileStore;
  readonly name: string;
  readonly sizeBytes: number;
}

/** What is in a finished recording. */
export async function codecsIn(stored: Stored): Promise<MediaCodec[]> {
  using input = inputOf(stored);
  const tracks = await input.getTracks();
  const codecs = await Promise.all(tracks.map((track) => track.getCodec()));
  return codecs.filter((codec) => codec !== null);
}

/**
 * Writes a finished recording anew as MP4, packet by packet and without re-encoding: what is at a time in the one is at
 * that time in the other. Replaces `outputPath`. Rejects with the signal's reason when aborted, and where a track does
 * not fit.
 */
export async function remuxToMp4(
  stored: Stored,
  outputPath: string,
  signal: AbortSignal,
): Promise<void> {
  using input = inputOf(stored);
  const file = await open(outputPath, 'w', privateFileMode);
  try {
    const output = new Output({
      format: new Mp4OutputFormat({ fastStart: false }),
      target: targetOf(file),
    });
    const conversion = await Conversion.init({
      input,
      output,
      trim: { start: 0 },
      copy: { mode: 'forced' },
      showWarnings: false,
    });
    const [lost] = conversion.discardedTracks;
    if (lost) throw new TypeError(`A track cannot be copied: ${lost.reason}`);
    signal.throwIfAborted();
    const cancel = () => void conversion.cancel();
    signal.addEventListener('abort', cancel);
    try {
      await conversion.execute();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    signal.throwIfAborted();
    await file.sync();
  } finally {
    await file.close();
  }
}

function inputOf({ files, name, sizeBytes }: Stored): Input {
  const source = new CustomSource({
    getSize: () => sizeBytes,
    // Both ends count in a store; the demuxer's second does not.
    read: async (start, end) => buffer(files.read(name, { start, end: end - 1 })),
    prefetchProfile: 'network',
    maxCacheSize: cacheBytes,
  });
  return new Input({ formats: [WEBM, MATROSKA], source });
}

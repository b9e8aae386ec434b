import { buffer } from 'node:stream/consumers';
import {
  CustomSource,
  EncodedPacketSink,
  Input,
  MATROSKA,
  Mp4OutputFormat,
  WEBM,
  type InputTrack,
  type MediaCodec,
  type PacketRetrievalOptions,
} from 'mediabunny';
import type { FileStore } from '../../storage/file-store';
import { inOrder, lanesOf, startReading, writeLanes } from '../lanes';

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
 * that time in the other. Its index comes first, so that a player that gets it from a server can begin with the start of
 * the file. Replaces `outputPath`. Rejects with the signal's reason when aborted, and where a track does not fit.
 */
export async function remuxToMp4(
  stored: Stored,
  outputPath: string,
  signal: AbortSignal,
): Promise<void> {
  using input = inputOf(stored);
  const tracks = await input.getTracks();
  const packetCounts = await countPackets(tracks, signal);
  const lanes = await lanesOf(tracks, packetsOf);
  if (lanes.length < tracks.length) throw new TypeError('A track cannot be copied');
  const format = new Mp4OutputFormat({ fastStart: 'reserve' });
  await writeLanes(lanes, outputPath, { format, signal, packetCounts });
}

/** The index grows with the packets: there is room before them only for as many as are known beforehand. */
async function countPackets(
  tracks: readonly InputTrack[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const readings = await Promise.all(
    tracks.map((track) => startReading(packetsOf(track, { metadataOnly: true }))),
  );
  const counts = new Map(readings.map((reading) => [reading, 0]));
  const filled = readings.filter((reading) => reading !== null);
  for await (const reading of inOrder(filled, signal))
    counts.set(reading, (counts.get(reading) ?? 0) + 1);
  return [...counts.values()];
}

const packetsOf = (track: InputTrack, options: PacketRetrievalOptions = {}) =>
  new EncodedPacketSink(track).packets(undefined, undefined, options);

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

import { open, type FileHandle } from 'node:fs/promises';
import {
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  Output,
  StreamTarget,
  type BaseTrackMetadata,
  type EncodedPacket,
  type InputTrack,
  type MediaCodec,
  type OutputFormat,
} from 'mediabunny';
import { privateFileMode } from '../storage/durable-file';

/** A track's packets, of which the next is known. */
export interface Reading {
  readonly packets: AsyncIterator<EncodedPacket, void, undefined>;
  next: EncodedPacket;
}

/** One track on its way through. */
interface Lane extends Reading {
  readonly codec: MediaCodec;
  readonly source: EncodedVideoPacketSource | EncodedAudioPacketSource;
  /** Adds the packet with the decoder's settings, which the muxer wants with the first. */
  readonly add: (packet: EncodedPacket) => Promise<void>;
  readonly addTo: (output: Output, metadata?: BaseTrackMetadata) => void;
}

/** Written in pieces of this size; the muxer's default of 16 MiB is most of its memory. */
const writeBytes = 1024 ** 2;
/** Packets are read without waiting where the bytes are cached; every so many, others get their turn. */
const packetsPerTurn = 128;

/** Each of the tracks that have anything in them, with its first packet. */
export async function lanesOf(
  tracks: readonly InputTrack[],
  packetsOf: (track: InputTrack) => Reading['packets'],
): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (const track of tracks) {
    const reading = await startReading(packetsOf(track));
    const outlet = reading && (await outletOf(track));
    if (outlet) lanes.push({ ...outlet, ...reading });
  }
  return lanes;
}

/** Null where there is not one packet. */
export async function startReading(packets: Reading['packets']): Promise<Reading | null> {
  const first = await packets.next();
  return first.done ? null : { packets, next: first.value };
}

async function outletOf(track: InputTrack): Promise<Omit<Lane, keyof Reading> | null> {
  if (track.isVideoTrack()) {
    const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
    if (!codec || !decoderConfig) return null;
    const source = new EncodedVideoPacketSource(codec);
    return {
      codec,
      source,
      add: (packet) => source.add(packet, { decoderConfig }),
      addTo: (output, metadata) => output.addVideoTrack(source, metadata),
    };
  }
  if (track.isAudioTrack()) {
    const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
    if (!codec || !decoderConfig) return null;
    const source = new EncodedAudioPacketSource(codec);
    return {
      codec,
      source,
      add: (packet) => source.add(packet, { decoderConfig }),
      addTo: (output, metadata) => output.addAudioTrack(source, metadata),
    };
  }
  return null;
}

/**
 * Every packet once, as the `next` of its reading, in order of time over all of them: what they lie in is read from start
 * to end, once. Rejects with the signal's reason when aborted.
 */
export async function* inOrder<R extends Reading>(
  readings: readonly R[],
  signal?: AbortSignal,
  onEnd?: (reading: R) => void,
): AsyncGenerator<R> {
  const running = new Set(readings);
  let passed = 0;
  for (let reading = earliest(running); reading; reading = earliest(running)) {
    signal?.throwIfAborted();
    yield reading;
    const following = await reading.packets.next();
    if (following.done) {
      running.delete(reading);
      onEnd?.(reading);
    } else reading.next = following.value;
    if (++passed % packetsPerTurn === 0) await new Promise(setImmediate);
  }
  signal?.throwIfAborted();
}

function earliest<R extends Reading>(readings: ReadonlySet<R>): R | null {
  let found: R | null = null;
  for (const reading of readings)
    if (!found || reading.next.timestamp < found.next.timestamp) found = reading;
  return found;
}

interface Outlet {
  readonly format: OutputFormat;
  readonly signal?: AbortSignal | undefined;
  /** By lane, in their order; some formats leave room by it. */
  readonly packetCounts?: readonly number[];
}

/** Copies all packets into a new file, or over an old one, and syncs it; resolves with the end of the last in seconds. */
export async function writeLanes(
  lanes: readonly Lane[],
  outputPath: string,
  { format, signal, packetCounts }: Outlet,
): Promise<number> {
  const file = await open(outputPath, 'w', privateFileMode);
  try {
    const output = new Output({ format, target: targetOf(file) });
    for (const [index, lane] of lanes.entries()) {
      const maximumPacketCount = packetCounts?.[index];
      lane.addTo(output, maximumPacketCount === undefined ? {} : { maximumPacketCount });
    }
    await output.start();
    let endSeconds = 0;
    for await (const { next, add } of inOrder(lanes, signal, ({ source }) => source.close())) {
      await add(next);
      endSeconds = Math.max(endSeconds, next.timestamp + next.duration);
    }
    await output.finalize();
    await file.sync();
    return endSeconds;
  } finally {
    await file.close();
  }
}

/** Where a muxer writes, in pieces and anywhere in the file. */
function targetOf(file: FileHandle): StreamTarget {
  const writable = new WritableStream<{ data: Uint8Array; position: number }>({
    write: async ({ data, position }) => {
      let written = 0;
      while (written < data.length) {
        const { bytesWritten } = await file.write(
          data,
          written,
          data.length - written,
          position + written,
        );
        written += bytesWritten;
      }
    },
  });
  return new StreamTarget(writable, { chunked: true, chunkSize: writeBytes });
}

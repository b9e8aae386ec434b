import { open, type FileHandle } from 'node:fs/promises';
import {
  CustomSource,
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  Input,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
  type EncodedPacket,
  type InputTrack,
  type MediaCodec,
} from 'mediabunny';
import { privateFileMode } from '../storage/durable-file';
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

/** Written in pieces of this size; the muxer's default of 16 MiB is most of its memory. */
const writeBytes = 1024 ** 2;
/** Packets are copied without waiting where the bytes are cached; every so many, others get their turn. */
const packetsPerTurn = 128;

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
    const lanes = await lanesOf(await input.getTracks(), placeOf);
    if (lanes.length === 0) return { type: 'nothing' };
    const startSeconds = Math.min(...lanes.map(({ next }) => next.timestamp));
    const endSeconds = await writeLanes(lanes, outputPath, signal);
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

/** One track on its way through. */
interface Lane {
  readonly codec: MediaCodec;
  readonly source: EncodedVideoPacketSource | EncodedAudioPacketSource;
  /** Adds the packet with the decoder's settings, which the muxer wants with the first. */
  readonly add: (packet: EncodedPacket) => Promise<void>;
  readonly addTo: (output: Output) => void;
  readonly packets: AsyncIterator<EncodedPacket>;
  next: EncodedPacket;
}

async function lanesOf(
  tracks: readonly InputTrack[],
  placeOf: RemuxOptions['placeOf'] = null,
): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (const track of tracks) {
    const packets = shiftedPackets(track, placeOf);
    const first = await packets.next();
    const outlet = first.done ? null : await outletOf(track);
    if (!first.done && outlet) lanes.push({ ...outlet, packets, next: first.value });
  }
  return lanes;
}

async function outletOf(track: InputTrack): Promise<Omit<Lane, 'packets' | 'next'> | null> {
  if (track.isVideoTrack()) {
    const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
    if (!codec || !decoderConfig) return null;
    const source = new EncodedVideoPacketSource(codec);
    return {
      codec,
      source,
      add: (packet) => source.add(packet, { decoderConfig }),
      addTo: (output) => output.addVideoTrack(source),
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
      addTo: (output) => output.addAudioTrack(source),
    };
  }
  return null;
}

/** Copies all packets in order of time; resolves with the end of the last in seconds. */
async function writeLanes(
  lanes: Lane[],
  outputPath: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const file = await open(outputPath, 'w', privateFileMode);
  try {
    const output = new Output({ format: new WebMOutputFormat(), target: targetOf(file) });
    for (const lane of lanes) lane.addTo(output);
    await output.start();
    let endSeconds = 0;
    let copied = 0;
    const running = new Set(lanes);
    for (let lane = earliest(running); lane; lane = earliest(running)) {
      signal?.throwIfAborted();
      const packet = lane.next;
      await lane.add(packet);
      endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration);
      const following = await lane.packets.next();
      if (following.done) {
        lane.source.close();
        running.delete(lane);
      } else lane.next = following.value;
      if (++copied % packetsPerTurn === 0) await new Promise(setImmediate);
    }
    await output.finalize();
    await file.sync();
    return endSeconds;
  } finally {
    await file.close();
  }
}

function earliest(lanes: ReadonlySet<Lane>): Lane | null {
  let found: Lane | null = null;
  for (const lane of lanes) if (!found || lane.next.timestamp < found.next.timestamp) found = lane;
  return found;
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

/** Where a muxer writes, in pieces and anywhere in the file. */
export function targetOf(file: FileHandle): StreamTarget {
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

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box, Size } from '../scene';

/** A colour with parts from 0 to 255, and when it is seen. */
export interface ColourAt {
  readonly at: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** A recorded file on disk, looked at with ffprobe and ffmpeg, for tests. Lifetime: the scope that `using` gives it. */
export class RecordedFile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'parley-recording-'));
  readonly path: string;

  /** What was recorded, in base 64, or where it lies. */
  constructor(source: string | { readonly path: string }) {
    if (typeof source === 'string') {
      this.path = join(this.folder, 'recording.webm');
      writeFileSync(this.path, Buffer.from(source, 'base64'));
    } else {
      this.path = source.path;
    }
  }

  /** Kinds of the streams with their codecs. */
  streams(): readonly { readonly codec_type: string; readonly codec_name: string }[] {
    const text = this.probe(['-show_entries', 'stream=codec_type,codec_name']);
    return (JSON.parse(text) as { streams: { codec_type: string; codec_name: string }[] }).streams;
  }

  /** Start times of the packets of one stream, in seconds. */
  packetTimes(stream: 'v:0' | 'a:0'): readonly number[] {
    const text = this.probe(['-select_streams', stream, '-show_entries', 'packet=pts_time']);
    return (JSON.parse(text) as { packets: { pts_time: string }[] }).packets.map((packet) =>
      Number(packet.pts_time),
    );
  }

  /** The mean colour of a box in every frame, with the frame's time in seconds. */
  colours({ x, y, width, height }: Box): readonly ColourAt[] {
    const crop = `crop=${width}:${height}:${x}:${y},scale=1:1:flags=area,format=rgb24`;
    // In milliseconds, as WebM has it: by a frame rate two frames would fall on one moment.
    const everyFrame = ['-fps_mode', 'passthrough', '-enc_time_base', '1:1000'];
    const pixels = this.decode(['-vf', crop, ...everyFrame, '-an', '-f', 'rawvideo']);
    return this.packetTimes('v:0').map((at, index) => {
      const [red = NaN, green = NaN, blue = NaN] = pixels.subarray(3 * index, 3 * index + 3);
      return { at, red, green, blue };
    });
  }

  /** The sound as samples between −1 and 1; `in time`: the first at time 0, and silence where there is a gap. */
  samples(rate: number, order: 'in time' | 'in a row' = 'in time'): Float32Array {
    const resample = `aresample=${rate}${order === 'in time' ? ':async=1:first_pts=0' : ''}`;
    const bytes = this.decode(['-af', resample, '-ac', '1', '-vn', '-f', 'f32le']);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }

  size(): Size {
    const text = this.probe(['-select_streams', 'v:0', '-show_entries', 'stream=width,height']);
    const [size] = (JSON.parse(text) as { streams: Size[] }).streams;
    return size ?? { width: 0, height: 0 };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  private probe(args: readonly string[]): string {
    return execFileSync('ffprobe', ['-v', 'error', '-of', 'json', ...args, this.path], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
  }

  private decode(output: readonly string[]): Buffer {
    const args = ['-v', 'error', '-i', this.path, ...output, 'pipe:1'];
    return execFileSync('ffmpeg', args, { maxBuffer: 2 ** 28 });
  }
}

/** How loud one tone is in a stretch of sound (Goertzel), as an amplitude. */
export function toneLevel(samples: Float32Array, rate: number, toneHz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * toneHz) / rate);
  let [last, beforeLast] = [0, 0];
  for (const sample of samples) {
    [last, beforeLast] = [sample + turn * last - beforeLast, last];
  }
  const power = last ** 2 + beforeLast ** 2 - turn * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

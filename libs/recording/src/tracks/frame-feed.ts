import { fitPicture } from '../fit-picture';
import type { RecordingBrowser, TrackFrames } from '../recording-browser';
import { RecordingError } from '../recording-error';
import type { Size } from '../scene';
import type { TickSource } from '../tick-source';
import type { TrackFeed } from './track-feed';

export interface FrameFeedOptions {
  readonly browser: Pick<RecordingBrowser, 'createCanvas' | 'now'>;
  readonly frames: TrackFrames;
  readonly ticks: TickSource;
  /** Of all that is recorded: a file has one size. */
  readonly size: Size;
  onFailure(cause: unknown): void;
}

/** A screen that does not change gives no frames, a switched off camera none at all; the file has no such gaps. */
const longestStillMs = 250;

/** Passes the frames of one camera or screen after another on untouched. Only what has another size goes through a canvas. */
export class FrameFeed implements TrackFeed {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private writable: WritableStream<VideoFrame> | null = null;
  private writer: WritableStreamDefaultWriter<VideoFrame> | null = null;
  private reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
  private last: VideoFrame | null = null;
  private writtenAtMs = -Infinity;
  private stopTicks: () => void = () => undefined;
  private track: MediaStreamTrack | null = null;

  constructor(private readonly options: FrameFeedOptions) {
    this.canvas = options.browser.createCanvas();
    this.canvas.width = options.size.width;
    this.canvas.height = options.size.height;
    const context = this.canvas.getContext('2d', { alpha: false });
    if (context === null) {
      throw RecordingError.unsupported('This browser gives no canvas to draw on.');
    }
    this.context = context;
  }

  open(): Promise<MediaStreamTrack> {
    const { track, writable } = this.options.frames.createTrack();
    this.track = track;
    this.writable = writable;
    return Promise.resolve(track);
  }

  begin(): void {
    this.writer = this.writable?.getWriter() ?? null;
    this.writtenAtMs = -Infinity;
    this.writeStill();
    this.stopTicks = this.options.ticks.run(longestStillMs, () => this.writeStill());
  }

  replaceTrack(track: MediaStreamTrack | null): void {
    void this.reader?.cancel();
    this.reader = null;
    if (track === null || track.readyState === 'ended') {
      this.forget();
    } else {
      const reader = this.options.frames.read(track).getReader();
      this.reader = reader;
      void this.pass(reader);
    }
  }

  close(): Promise<void> {
    this.stopTicks();
    this.replaceTrack(null);
    this.track?.stop();
    this.writer = null;
    return Promise.resolve();
  }

  /** Until the track ends or another takes its place. Never rejects. */
  private async pass(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
    try {
      for (;;) {
        const { value: frame, done } = await reader.read();
        if (done) break;
        if (reader === this.reader) {
          this.write(this.sized(frame));
        } else {
          frame.close();
        }
      }
      if (reader === this.reader) this.forget();
    } catch (cause) {
      this.options.onFailure(cause);
    }
  }

  /** The frame itself, or the whole of it on a canvas of the file's size, with bars. */
  private sized(frame: VideoFrame): VideoFrame {
    const { size, frames } = this.options;
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    if (width === size.width && height === size.height) {
      return frame;
    }
    const { to } = fitPicture({ width, height }, { x: 0, y: 0, ...size }, 'contain');
    this.context.fillRect(0, 0, size.width, size.height);
    this.context.drawImage(frame, to.x, to.y, to.width, to.height);
    frame.close();
    return frames.createFrame(this.canvas, timestamp);
  }

  private write(frame: VideoFrame): void {
    this.last?.close();
    this.last = frame.clone();
    this.writtenAtMs = this.options.browser.now();
    this.send(frame);
  }

  /** The last frame again, or darkness without one. */
  private writeStill(): void {
    const { browser, frames, size } = this.options;
    const nowMs = browser.now();
    if (nowMs - this.writtenAtMs < longestStillMs) {
      return;
    }
    this.writtenAtMs = nowMs;
    if (this.last === null) this.context.fillRect(0, 0, size.width, size.height);
    this.send(frames.createFrame(this.last ?? this.canvas, nowMs * 1000));
  }

  private send(frame: VideoFrame): void {
    if (this.writer === null) {
      frame.close();
    } else {
      this.writer.write(frame).catch((cause: unknown) => this.options.onFailure(cause));
    }
  }

  private forget(): void {
    this.last?.close();
    this.last = null;
  }
}

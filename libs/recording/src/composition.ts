import { Painter } from './painter';
import { Picture } from './picture';
import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';
import type { Scene, Size } from './scene';
import type { TickSource } from './tick-source';
import { VoiceMixer } from './voice-mixer';

export interface CompositionOptions {
  readonly browser: RecordingBrowser;
  readonly ticks: TickSource;
  readonly size: Size;
  readonly frameRate: number;
  /** A picture or voice cannot be read (`source-failed`); the rest goes on. */
  onError(error: RecordingError): void;
}

/**
 * Sound begins within two seconds on the busiest of machines. Firefox on a machine without a sound device holds its audio
 * context back for ever and says nothing: a recorder that waited would give nothing, so it gets the picture alone.
 */
const soundLimitMs = 5_000;
/** Ticks that queued behind a busy page come in a burst: paint once for them. */
const earliestPaint = 0.5;
/**
 * Painting takes at most a quarter of the time. On an overloaded machine the browser's encoder queues ten frames,
 * and what is queued is lost in a crash: fewer frames keep it empty, and leave the page to the meeting.
 */
const restPerPaint = 4;
/** How much one paint counts in the running mean of what a paint costs. */
const newestShare = 0.2;

/**
 * One picture and one sound made of a scene. Lifetime: silent and still until `open`, over with `close`; the canvas
 * keeps its last picture.
 */
export class Composition {
  readonly canvas: HTMLCanvasElement;
  private readonly painter: Painter;
  private readonly pictures = new Map<string, Picture>();
  private scene: Scene = { tiles: [] };
  private mixer: VoiceMixer | null = null;
  private stopTicks: (() => void) | null = null;
  private stream: MediaStream | null = null;

  constructor(private readonly options: CompositionOptions) {
    const { browser, size } = options;
    this.canvas = browser.createCanvas();
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    const context = this.canvas.getContext('2d', { alpha: false });
    if (context === null) {
      throw RecordingError.unsupported('This browser gives no canvas to draw on.');
    }
    this.painter = new Painter(context, size, (id) => this.pictures.get(id));
    this.painter.paint();
  }

  /** Starts painting and mixing; the stream has one video and, where this device has sound, one audio track until `close`. */
  async open(): Promise<MediaStream> {
    const { browser, ticks, frameRate } = this.options;
    this.mixer = new VoiceMixer(browser, (cause) => this.reportSource(cause));
    const hasSound = await this.startSound(this.mixer);
    this.setScene(this.scene);
    this.stream = browser.createStream([
      ...this.canvas.captureStream(frameRate).getVideoTracks(),
      ...(hasSound ? [this.mixer.track] : []),
    ]);
    this.stopTicks = ticks.run(1000 / frameRate, this.paintAtPace(1000 / frameRate));
    return this.stream;
  }

  /** What is seen and heard from the next frame on. */
  setScene(scene: Scene): void {
    this.scene = scene;
    this.painter.setScene(scene);
    if (this.mixer !== null) {
      this.mixer.setTiles(scene.tiles);
      this.setPictures(scene);
    }
  }

  async close(): Promise<void> {
    this.stopTicks?.();
    this.stream?.getTracks().forEach((track) => track.stop());
    this.setPictures({ tiles: [] });
    const { mixer } = this;
    this.mixer = null;
    await mixer?.close();
  }

  /** Resolves to whether there is any. */
  private async startSound(mixer: VoiceMixer): Promise<boolean> {
    const limit = Promise.withResolvers<boolean>();
    const stopWaiting = this.options.ticks.run(soundLimitMs, () => limit.resolve(false));
    try {
      const started = mixer.start().then(() => true);
      const hasSound = await Promise.race([started, limit.promise]);
      if (!hasSound) this.options.onError(RecordingError.soundMissing());
      return hasSound;
    } finally {
      stopWaiting();
    }
  }

  private paintAtPace(intervalMs: number): () => void {
    const { browser } = this.options;
    let paintedAt = -Infinity;
    let paintMs = 0;
    return () => {
      const now = browser.now();
      const pauseMs = Math.max(intervalMs * earliestPaint, paintMs * restPerPaint - intervalMs / 2);
      if (now - paintedAt >= pauseMs) {
        this.painter.paint();
        paintedAt = now;
        paintMs += newestShare * (browser.now() - now - paintMs);
      }
    };
  }

  private setPictures({ tiles }: Scene): void {
    const wanted = new Map(tiles.map((tile) => [tile.id, tile.video]));
    for (const [id, picture] of this.pictures) {
      const track = wanted.get(id) ?? null;
      if (track === null) {
        picture.close();
        this.pictures.delete(id);
      } else if (track !== picture.track) {
        this.pictures.set(id, this.openPicture(track, picture));
      }
    }
    for (const [id, track] of wanted) {
      if (track !== null && !this.pictures.has(id)) {
        this.pictures.set(id, this.openPicture(track, null));
      }
    }
  }

  private openPicture(track: MediaStreamTrack, before: Picture | null): Picture {
    const { browser } = this.options;
    return new Picture(track, browser, before, (cause) => this.reportSource(cause));
  }

  private reportSource(cause: unknown): void {
    this.options.onError(RecordingError.sourceFailed(cause));
  }
}

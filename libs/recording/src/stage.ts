import { layoutScene } from './layout';
import { paceAfter } from './pace';
import { Painter } from './painter';
import { Picture } from './picture';
import type { RecordedPicture } from './recorded-picture';
import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';
import type { Scene, Size } from './scene';
import { SpeakerHold } from './speaker-hold';
import type { TickSource } from './tick-source';

export interface StageOptions {
  readonly browser: RecordingBrowser;
  readonly ticks: TickSource;
  readonly picture: Exclude<RecordedPicture, 'none'>;
  /** The tile that the picture `tile` shows. */
  readonly tileId: string | null;
  readonly size: Size;
  readonly frameRate: number;
  /** False: pictures alone, nothing is written on them. */
  readonly hasNames: boolean;
  /** A picture cannot be read; the rest goes on. */
  onFailure(cause: unknown): void;
}

/** Ticks that queued behind a busy page come in a burst: paint once for them. */
const earliness = 0.5;
/**
 * The picture of a scene, painted at a worker's pace. Lifetime: from `open` to `close`; the canvas keeps its last
 * picture.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  private readonly painter: Painter;
  private readonly pictures = new Map<string, Picture>();
  private readonly speakers = new SpeakerHold();
  private readonly fullPaceMs: number;
  private paceMs: number;
  private speakerIds: readonly string[] = [];
  private scene: Scene = { tiles: [] };
  private stopTicks: (() => void) | null = null;
  private track: MediaStreamTrack | null = null;

  constructor(private readonly options: StageOptions) {
    const { browser, size, hasNames, frameRate } = options;
    this.fullPaceMs = 1000 / frameRate;
    this.paceMs = this.fullPaceMs;
    this.canvas = browser.createCanvas();
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    const context = this.canvas.getContext('2d', { alpha: false });
    if (context === null) {
      throw RecordingError.unsupported('This browser gives no canvas to draw on.');
    }
    const pictureOf = (id: string): Picture | undefined => this.pictures.get(id);
    this.painter = new Painter({ context, size, hasNames, browser, pictureOf });
  }

  /** The track lives until `close`; it shows nothing before `resume`. */
  open(): MediaStreamTrack {
    const [track] = this.canvas.captureStream(this.options.frameRate).getVideoTracks();
    if (track === undefined) {
      throw RecordingError.unsupported('This browser gives no picture of a canvas.');
    }
    this.track = track;
    this.setScene(this.scene);
    return track;
  }

  /** What is seen from the next frame on. */
  setScene(scene: Scene): void {
    this.scene = scene;
    this.speakers.keepOnly(new Set(scene.tiles.map(({ id }) => id)));
    this.speakers.hear(scene.speakingId ?? null, this.options.browser.now());
    this.layOut();
    if (this.track !== null) this.setPictures(scene);
  }

  /** Paints at once, without waiting for the next tick. */
  paint(): void {
    this.painter.paint(this.options.browser.now());
  }

  /** Paints nothing until `resume`. */
  pause(): void {
    this.stopTicks?.();
    this.stopTicks = null;
  }

  /** Begins to paint, at once. */
  resume(): void {
    this.paint();
    this.stopTicks ??= this.options.ticks.run(this.fullPaceMs, this.paintAtPace());
  }

  /** Paints less often while the encoder is behind, and leaves the processor to the meeting. */
  heed(lagMs: number): void {
    this.paceMs = paceAfter(this.paceMs, lagMs, this.fullPaceMs);
  }

  close(): void {
    this.pause();
    this.track?.stop();
    this.track = null;
    this.setPictures({ tiles: [] });
  }

  private layOut(): void {
    const { size, picture, tileId } = this.options;
    this.speakerIds = this.speakers.at(this.options.browser.now());
    const wishes = { picture, tileId, speakerIds: this.speakerIds };
    this.painter.setPlaced(layoutScene(this.scene.tiles, size, wishes));
  }

  private paintAtPace(): () => void {
    const { browser } = this.options;
    let paintedAt = -Infinity;
    return () => {
      const now = browser.now();
      if (now - paintedAt < this.paceMs - this.fullPaceMs * earliness) return;
      if (this.speakers.at(now) !== this.speakerIds) this.layOut();
      if (this.painter.paint(now)) paintedAt = now;
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
    const { options } = this;
    return new Picture(track, options.browser, before, (cause) => options.onFailure(cause));
  }
}

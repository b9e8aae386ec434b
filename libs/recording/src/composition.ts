import type { RecordedPicture } from './recorded-picture';
import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';
import type { Scene, Size } from './scene';
import { Stage } from './stage';
import { still } from './still';
import type { TickSource } from './tick-source';
import { VoiceMixer } from './voice-mixer';

export interface CompositionOptions {
  readonly browser: RecordingBrowser;
  readonly ticks: TickSource;
  readonly picture: RecordedPicture;
  readonly tileId: string | null;
  readonly size: Size;
  readonly frameRate: number;
  /** A picture or voice cannot be read (`source-failed`), or there is no sound; the rest goes on. */
  onError(error: RecordingError): void;
}

/**
 * Sound begins within two seconds on the busiest of machines. Firefox on a machine without a sound device holds its audio
 * context back for ever and says nothing: a recorder that waited would give nothing, so it gets the picture alone.
 */
const soundLimitMs = 5_000;

/**
 * One picture and one sound made of a scene; only sound with the picture `none`. Lifetime: silent and still until `open`,
 * over with `close`.
 */
export class Composition {
  private readonly stage: Stage | null;
  private scene: Scene = { tiles: [] };
  private mixer: VoiceMixer | null = null;
  private stream: MediaStream | null = null;

  constructor(private readonly options: CompositionOptions) {
    this.stage = options.picture === 'none' ? null : this.createStage(options.picture);
  }

  /** Starts mixing; `resume` starts painting. The stream has what of picture and sound there is, a track each, until `close`. */
  async open(): Promise<MediaStream> {
    this.mixer = new VoiceMixer(this.options.browser, (cause) => this.reportSource(cause));
    const hasSound = await this.startSound(this.mixer);
    if (this.stage === null && !hasSound) {
      throw RecordingError.soundMissing();
    }
    this.setScene(this.scene);
    this.stream = this.options.browser.createStream([
      ...(this.stage === null ? [] : [this.stage.open()]),
      ...(hasSound ? [this.mixer.track] : []),
    ]);
    return this.stream;
  }

  /** What is seen and heard from the next frame on. */
  setScene(scene: Scene): void {
    const { picture, tileId } = this.options;
    this.scene = scene;
    this.stage?.setScene(scene);
    this.mixer?.setTiles(
      picture === 'tile' ? scene.tiles.filter(({ id }) => id === tileId) : scene.tiles,
    );
  }

  /** Paints nothing until `resume`; the sound goes on, for whoever records it to leave out. */
  pause(): void {
    this.stage?.pause();
  }

  resume(): void {
    this.stage?.resume();
  }

  /** The encoder is as far behind: on a busy machine it gets fewer frames. */
  heed(lagMs: number): void {
    this.stage?.heed(lagMs);
  }

  async close(): Promise<void> {
    this.stage?.close();
    this.stream?.getTracks().forEach((track) => track.stop());
    const { mixer } = this;
    this.mixer = null;
    await mixer?.close();
  }

  /** A small JPEG of the picture as it is now; without a picture, of the people by their initials. */
  still(): Promise<Blob> {
    const { browser } = this.options;
    const stage = this.stage ?? this.createStage('grid');
    if (this.stage === null) {
      stage.setScene({ tiles: this.scene.tiles.map((tile) => ({ ...tile, video: null })) });
      stage.paint();
    }
    return still(stage.canvas, browser.createCanvas());
  }

  private createStage(picture: Exclude<RecordedPicture, 'none'>): Stage {
    return new Stage({
      ...this.options,
      picture,
      hasNames: true,
      onFailure: (cause) => this.reportSource(cause),
    });
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

  private reportSource(cause: unknown): void {
    this.options.onError(RecordingError.sourceFailed(cause));
  }
}

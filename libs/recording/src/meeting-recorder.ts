import { Composition } from './composition';
import { chooseMimeType } from './mime-type';
import { recordingQualities, type RecordingQuality } from './quality';
import type { RecordedPicture } from './recorded-picture';
import type { Scene } from './scene';
import { Take, type TakenPause, type TakeOptions } from './take';

export interface MeetingRecorderOptions extends TakeOptions {
  /** Default `grid`. */
  readonly picture?: RecordedPicture;
  /** Id of the tile that the picture `tile` shows, and whose sound alone is heard. While it is away, it is dark and silent. */
  readonly tileId?: string | null;
  /** Default `usual`. */
  readonly quality?: RecordingQuality;
  /** Default true: records what an MP4 may hold without encoding anew (VP9), where the browser can. */
  readonly wantsMp4?: boolean;
}

/**
 * Composes a meeting into one picture and one sound and records them in slices of a second.
 * Lifetime: one recording, from `start` to `stop`; `setScene` may be called before `start`.
 */
export class MeetingRecorder {
  /** Type of the recorded file. */
  readonly mimeType: string;
  private readonly composition: Composition;
  private readonly take: Take;
  private isOver = false;

  /** Throws RecordingError `unsupported` in a browser that cannot record WebM. */
  constructor(options: MeetingRecorderOptions) {
    const { browser, picture = 'grid', tileId = null, quality = 'usual', wantsMp4 } = options;
    const { size, frameRate, bitrates } = recordingQualities[quality];
    const kind = picture === 'none' ? 'audio' : 'video';
    this.mimeType = chooseMimeType(browser, { kind, wantsMp4 });
    this.composition = new Composition({
      ...options,
      picture,
      tileId,
      size,
      frameRate,
      onError: (error) => options.onError(error),
    });
    this.take = new Take(options, {
      mimeType: this.mimeType,
      bitrates,
      onLag: (lagMs) => this.composition.heed(lagMs),
    });
  }

  /** Resolves when the recorder runs; when it throws, nothing is left running. Throws RecordingError. */
  async start(): Promise<void> {
    await this.take.start(
      () => this.composition.open(),
      () => this.composition.close(),
    );
    // Not before: a frame that waits for the recorder would be older than the file.
    this.composition.resume();
  }

  /** Time of the file's first moment on the clock of the options, as soon as it is known. Never rejects. */
  get began(): Promise<number> {
    return this.take.began;
  }

  /** When it recorded nothing, as far as that is over. */
  get pauses(): readonly TakenPause[] {
    return this.take.pauses;
  }

  get isPaused(): boolean {
    return this.take.isPaused;
  }

  /** How long it has recorded, pauses left out, also after `stop`; 0 before `start`. */
  get recordedMs(): number {
    return this.take.recordedMs;
  }

  /** Sets what is seen and heard from the next frame on. Call at every join, leave, mute, camera and share change. */
  setScene(scene: Scene): void {
    if (!this.isOver) {
      this.composition.setScene(scene);
    }
  }

  /** Records nothing until `resume`; what was recorded becomes a slice at once. Does nothing unless it records. */
  pause(): void {
    this.take.pause();
    if (this.take.isPaused) this.composition.pause();
  }

  /** Goes on; the file does as if no time had passed. Does nothing unless it is paused. */
  resume(): void {
    if (this.take.isPaused) this.composition.resume();
    this.take.resume();
  }

  /**
   * Stops; resolves when the last slice is kept. Sending goes on in the keeper: await its `drained`.
   * Throws RecordingError `closed` when it does not record.
   */
  stop(): Promise<{ readonly sliceCount: number }> {
    this.isOver = true;
    this.composition.pause();
    return this.take.stop(() => this.composition.close());
  }

  /** A small JPEG of the picture as it is now, or of the last one after `stop`; of initials when only sound is recorded. */
  thumbnail(): Promise<Blob> {
    return this.composition.still();
  }
}

import { PictureTime } from './picture-time';
import { recordRtc } from './record-rtc';
import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';
import type { SharedClock } from './shared-clock';
import type { SliceIntake, SliceProgress } from './slices';
import type { RunningRecorder, StreamRecorder } from './stream-recorder';
import type { TickSource } from './tick-source';

/** A slice is what a crash may cost at most. */
const sliceMs = 1_000;

/** How much is recorded and where it is safe. */
export interface RecordingProgress extends SliceProgress {
  readonly recordedMs: number;
}

/** What all recorders of this library are given. */
export interface TakeOptions {
  readonly browser: RecordingBrowser;
  readonly ticks: TickSource;
  readonly slices: SliceIntake;
  /** Tells when the file begins; without it nobody is told. */
  readonly clock?: SharedClock;
  /** Called at every slice and every acknowledgement, also after `stop` until the keeper closes. */
  onProgress(progress: RecordingProgress): void;
  /**
   * `source-failed`, `sound-missing`, `device-full` and `server-full` are warnings and the recording goes on; after
   * `recorder-failed`, `unsupported` and `slice-lost` nothing more is recorded and `stop` is to be called; the other codes
   * mean that sending has ended while keeping goes on.
   */
  onError(error: Error): void;
  /** RecordRTC unless a test says otherwise. */
  readonly recordStream?: StreamRecorder;
}

/** A time in which nothing was recorded, on the clock of the options. */
export interface TakenPause {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Encoding {
  readonly mimeType: string;
  readonly bitrates: { readonly video: number; readonly audio: number };
  /** Hears at every slice how far the encoder is behind with the picture. */
  onLag?(lagMs: number): void;
}

/** What an encoder has in hand takes it a little longer than it took to pile up. */
const drainShare = 1.25;
/** The encoder gets as long at most to finish what it has in hand. */
const longestDrainMs = 2_000;
/** Less is what every encoder has in hand, or a picture in which nothing moves. */
const usualLagMs = 400;

/** One stream on its way into one file, in slices of a second. Lifetime: from `start` to `stop`. */
export class Take {
  private readonly beginning = Promise.withResolvers<number>();
  private readonly pictureTime = new PictureTime();
  private recorder: RunningRecorder | null = null;
  private lagMs = 0;
  private readonly pastPauses: TakenPause[] = [];
  private pausedAtMs = NaN;
  private runningSince: number | null = null;
  private recordedBeforeMs = 0;
  private state: 'new' | 'recording' | 'paused' | 'stopped' = 'new';

  constructor(
    private readonly options: TakeOptions,
    private readonly encoding: Encoding,
  ) {}

  /** Server time of the file's first moment, as soon as it is known. Never rejects; NaN without a clock. */
  get began(): Promise<number> {
    return this.beginning.promise;
  }

  get isPaused(): boolean {
    return this.state === 'paused';
  }

  /** How long it has recorded, pauses left out, also after `stop`; 0 before `start`. */
  get recordedMs(): number {
    return this.runningSince === null
      ? this.recordedBeforeMs
      : this.recordedBeforeMs + this.options.browser.now() - this.runningSince;
  }

  /** Those that are over, in their order. */
  get pauses(): readonly TakenPause[] {
    return this.pastPauses;
  }

  /** Opens the stream and records it; when either throws, nothing is left running. Throws RecordingError. */
  async start(open: () => Promise<MediaStream>, close: () => Promise<void>): Promise<void> {
    if (this.state !== 'new') {
      throw RecordingError.closed('This recorder');
    }
    this.state = 'recording';
    try {
      const stream = await open();
      this.recorder = await this.record(stream);
    } catch (cause) {
      this.state = 'stopped';
      await close();
      throw RecordingError.recorderFailed('The recorder did not start.', cause);
    }
    this.options.slices.watch({
      progressed: (progress) =>
        this.options.onProgress({ ...progress, recordedMs: this.recordedMs }),
      failed: (error) => this.options.onError(error),
    });
  }

  /** Does nothing unless it records. */
  pause(): void {
    if (this.state === 'recording' && this.recorder !== null) {
      this.state = 'paused';
      this.recorder.pause();
      this.pausedAtMs = this.clockMs();
      this.holdTime();
    }
  }

  /** Does nothing unless it is paused. */
  resume(): void {
    if (this.state === 'paused') {
      this.state = 'recording';
      this.recorder?.resume();
      this.endPause();
      this.runningSince = this.options.browser.now();
    }
  }

  /**
   * Resolves when the last slice is kept; nothing is recorded from the call on. Where the encoder lags behind, it gets the
   * time to finish: what it holds at the end is lost. Throws RecordingError `closed` when it does not record.
   */
  async stop(close: () => Promise<void>): Promise<{ readonly sliceCount: number }> {
    if (this.state === 'new' || this.state === 'stopped' || this.recorder === null) {
      throw RecordingError.closed('This recorder');
    }
    const isPaused = this.state === 'paused';
    if (isPaused) this.endPause();
    this.state = 'stopped';
    this.holdTime();
    if (!isPaused && this.lagMs > usualLagMs) {
      this.recorder.pause();
      await this.pass(Math.min(longestDrainMs, this.lagMs * drainShare));
    }
    await this.recorder.stop();
    await close();
    return this.options.slices.settled();
  }

  private endPause(): void {
    this.pastPauses.push({ fromMs: this.pausedAtMs, toMs: this.clockMs() });
  }

  private clockMs(): number {
    return this.options.clock?.nowMs() ?? NaN;
  }

  private holdTime(): void {
    this.recordedBeforeMs = this.recordedMs;
    this.runningSince = null;
  }

  private record(stream: MediaStream): Promise<RunningRecorder> {
    const { recordStream = recordRtc } = this.options;
    const { mimeType, bitrates } = this.encoding;
    const hasSound = stream.getAudioTracks().length > 0;
    return recordStream(stream, {
      // Firefox waits for ever for the sound of a type that names it.
      mimeType: hasSound ? mimeType : mimeType.replace(',opus', ''),
      sliceMs,
      videoBitsPerSecond: bitrates.video,
      audioBitsPerSecond: bitrates.audio,
      onBegan: () => {
        this.runningSince = this.options.browser.now();
        this.beginning.resolve(this.clockMs());
      },
      onSlice: (slice) => this.take(slice),
      onFailure: (cause) =>
        this.options.onError(RecordingError.recorderFailed('The recorder stopped.', cause)),
    });
  }

  /** Browsers fall back to another format without a word (webrtc-lab §4): what is not WebM is not kept. */
  private take(slice: Blob): void {
    if (!/^(video|audio)\/webm/.test(slice.type)) {
      this.options.onError(RecordingError.unsupported(`Recorded ${slice.type} instead of WebM.`));
      return;
    }
    this.options.slices.keep(slice);
    this.measureLag(slice, this.recordedMs).catch((cause: unknown) =>
      this.options.onError(RecordingError.sourceFailed(cause)),
    );
  }

  private async measureLag(slice: Blob, recordedMs: number): Promise<void> {
    const pictureMs = this.pictureTime.read(new Uint8Array(await slice.arrayBuffer()));
    if (pictureMs !== null && this.state === 'recording') {
      this.lagMs = recordedMs - pictureMs;
      this.encoding.onLag?.(this.lagMs);
    }
  }

  /** On a clock that a hidden tab does not stop. */
  private pass(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.options.ticks.run(durationMs, () => {
        stop();
        resolve();
      });
    });
  }
}

import { Composition } from './composition';
import { recordRtc } from './record-rtc';
import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';
import type { Scene, Size } from './scene';
import type { SliceIntake, SliceProgress } from './slices';
import { still } from './still';
import type { RunningRecorder, StreamRecorder } from './stream-recorder';
import type { TickSource } from './tick-source';

/** A slice is what a crash may cost at most. */
const sliceMs = 1_000;
/** VP8 first: every browser with WebM has it, and it leaves the processor to the meeting. */
const mimeTypes = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/webm'];
const usualSize: Size = { width: 1280, height: 720 };
const usualFrameRate = 25;
const usualBitrates = { video: 2_500_000, audio: 128_000 };

/** How much is recorded and where it is safe. */
export interface RecordingProgress extends SliceProgress {
  readonly recordedMs: number;
}

export interface MeetingRecorderOptions {
  readonly browser: RecordingBrowser;
  readonly ticks: TickSource;
  readonly slices: SliceIntake;
  /** Default 1280 × 720. */
  readonly size?: Size;
  /** Frames a second, default 25. */
  readonly frameRate?: number;
  /** Bits a second; default 2,500,000 for the picture and 128,000 for the sound. */
  readonly bitrates?: { readonly video: number; readonly audio: number };
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

/**
 * Composes a meeting into one picture and one sound and records them in slices of a second.
 * Lifetime: one recording, from `start` to `stop`; `setScene` may be called before `start`.
 */
export class MeetingRecorder {
  /** Type of the recorded file. */
  readonly mimeType: string;
  private readonly composition: Composition;
  private recorder: RunningRecorder | null = null;
  private startedAt: number | null = null;
  private stoppedAt: number | null = null;
  private state: 'new' | 'recording' | 'stopped' = 'new';

  /** Throws RecordingError `unsupported` in a browser that cannot record WebM. */
  constructor(private readonly options: MeetingRecorderOptions) {
    const { browser, ticks } = options;
    this.mimeType = chooseMimeType(browser);
    this.composition = new Composition({
      browser,
      ticks,
      size: options.size ?? usualSize,
      frameRate: options.frameRate ?? usualFrameRate,
      onError: (error) => options.onError(error),
    });
  }

  /** Resolves when the recorder runs; when it throws, nothing is left running. Throws RecordingError. */
  async start(): Promise<void> {
    if (this.state !== 'new') {
      throw RecordingError.closed('This recorder');
    }
    this.state = 'recording';
    try {
      const stream = await this.composition.open();
      this.startedAt = this.options.browser.now();
      this.recorder = await this.record(stream);
    } catch (cause) {
      this.state = 'stopped';
      await this.composition.close();
      throw RecordingError.recorderFailed('The recorder did not start.', cause);
    }
    this.options.slices.watch({
      progressed: (progress) =>
        this.options.onProgress({ ...progress, recordedMs: this.recordedMs }),
      failed: (error) => this.options.onError(error),
    });
  }

  /** Sets what is seen and heard from the next frame on. Call at every join, leave, mute, camera and share change. */
  setScene(scene: Scene): void {
    if (this.state !== 'stopped') {
      this.composition.setScene(scene);
    }
  }

  /**
   * Stops; resolves when the last slice is kept. Sending goes on in the keeper: await its `drained`.
   * Throws RecordingError `closed` when it does not record.
   */
  async stop(): Promise<{ readonly sliceCount: number }> {
    if (this.state !== 'recording' || this.recorder === null) {
      throw RecordingError.closed('This recorder');
    }
    this.state = 'stopped';
    await this.recorder.stop();
    this.stoppedAt = this.options.browser.now();
    await this.composition.close();
    return this.options.slices.settled();
  }

  /** How long it has recorded, also after `stop`; 0 before `start`. */
  get recordedMs(): number {
    return this.startedAt === null
      ? 0
      : (this.stoppedAt ?? this.options.browser.now()) - this.startedAt;
  }

  /** A small JPEG of the picture as it is now, or of the last one after `stop`. */
  thumbnail(): Promise<Blob> {
    return still(this.composition.canvas, this.options.browser.createCanvas());
  }

  private record(stream: MediaStream): Promise<RunningRecorder> {
    const { bitrates = usualBitrates, recordStream = recordRtc } = this.options;
    const hasSound = stream.getAudioTracks().length > 0;
    return recordStream(stream, {
      // Firefox waits for ever for the sound of a type that names it.
      mimeType: hasSound ? this.mimeType : this.mimeType.replace(',opus', ''),
      sliceMs,
      videoBitsPerSecond: bitrates.video,
      audioBitsPerSecond: bitrates.audio,
      onSlice: (slice) => this.take(slice),
      onFailure: (cause) =>
        this.options.onError(RecordingError.recorderFailed('The recorder stopped.', cause)),
    });
  }

  /** Browsers fall back to another format without a word (webrtc-lab §4): what is not WebM is not kept. */
  private take(slice: Blob): void {
    if (!slice.type.startsWith('video/webm')) {
      this.options.onError(RecordingError.unsupported(`Recorded ${slice.type} instead of WebM.`));
      return;
    }
    this.options.slices.keep(slice);
  }
}

function chooseMimeType(browser: RecordingBrowser): string {
  const mimeType = mimeTypes.find((type) => browser.canRecord(type));
  if (mimeType === undefined) {
    throw RecordingError.unsupported('This browser cannot record WebM.');
  }
  return mimeType;
}

import { createPictureFeed } from './picture-feed';
import { chooseMimeType } from '../mime-type';
import { RecordingError } from '../recording-error';
import type { SharedClock } from '../shared-clock';
import { SoundFeed } from './sound-feed';
import { Take, type TakenPause, type TakeOptions } from '../take';
import type { TrackFeed } from './track-feed';
import { trackQuality } from './track-quality';

export interface TrackRecorderOptions extends TakeOptions {
  readonly kind: 'audio' | 'video';
  readonly clock: SharedClock;
  /** What is recorded first; null begins with silence, or darkness, of a usual size. */
  readonly track: MediaStreamTrack | null;
}

/**
 * Records one track of this device at full quality: one microphone, camera, screen or screen's sound.
 * Lifetime: one recording, from `start` to `stop`. The tracks stay the caller's: none is stopped here.
 */
export class TrackRecorder {
  /** Type of the recorded file. */
  readonly mimeType: string;
  private readonly feed: TrackFeed;
  private readonly take: Take;

  /** Throws RecordingError `unsupported` in a browser that cannot record WebM. */
  constructor(private readonly options: TrackRecorderOptions) {
    const { browser, kind, ticks, track } = options;
    const { size, frameRate, bitrates } = trackQuality(track?.getSettings() ?? {});
    this.mimeType = chooseMimeType(browser, { kind });
    const onFailure = (cause: unknown): void => options.onError(RecordingError.sourceFailed(cause));
    const wishes = { browser, ticks, size, frameRate, onFailure };
    this.feed = kind === 'audio' ? new SoundFeed(browser) : createPictureFeed(wishes);
    this.take = new Take(options, { mimeType: this.mimeType, bitrates });
  }

  /** Resolves with the time of the file's first moment on the shared clock. Throws RecordingError. */
  async start(): Promise<number> {
    const open = async (): Promise<MediaStream> => {
      const track = await this.feed.open();
      this.feed.replaceTrack(this.options.track);
      return this.options.browser.createStream([track]);
    };
    await this.take.start(open, () => this.feed.close());
    this.feed.begin();
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

  /** Another device, or null for none: silence, or darkness, of the right length. A muted track is silent by itself. */
  replaceTrack(track: MediaStreamTrack | null): void {
    this.feed.replaceTrack(track);
  }

  /** As MeetingRecorder's. */
  pause(): void {
    this.take.pause();
  }

  /** As MeetingRecorder's. */
  resume(): void {
    this.take.resume();
  }

  /** Resolves when the last slice is kept. Throws RecordingError `closed` when it does not record. */
  stop(): Promise<{ readonly sliceCount: number }> {
    return this.take.stop(() => this.feed.close());
  }
}

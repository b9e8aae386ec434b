import type { RecordingBrowser } from './recording-browser';
import type { Size } from './scene';

/** What to draw of a picture, and its size. */
export interface Frame {
  readonly image: HTMLVideoElement;
  readonly size: Size;
  /** Frames that `image` has shown; NaN where the browser does not count them (Firefox, for tracks). */
  readonly count: number;
}

/** Where frames are not counted, a picture that has played as long has one. */
const uncountedSeconds = 0.2;

/**
 * The newest frame of one video track, for drawing. Until it has one, the last frame of the picture `before` stands
 * in, so that a changed camera leaves no hole, unless that one has ended already. Lifetime: until close(), which closes
 * `before` too.
 */
export class Picture {
  private readonly video: HTMLVideoElement;

  constructor(
    readonly track: MediaStreamTrack,
    browser: Pick<RecordingBrowser, 'createVideo' | 'createStream'>,
    private before: Picture | null,
    onFailure: (cause: unknown) => void,
  ) {
    this.video = browser.createVideo();
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = browser.createStream([track]);
    play(this.video, onFailure);
    // A paused element keeps its frame; a playing one turns black with the end of its track.
    if (before?.track.readyState === 'ended') {
      before.close();
      this.before = null;
    }
    before?.video.pause();
  }

  /** Null while there is nothing to draw. */
  get frame(): Frame | null {
    if (this.track.readyState === 'ended') {
      return null;
    }
    if (this.hasShown) {
      this.before?.close();
      this.before = null;
    }
    return this.lastFrame;
  }

  close(): void {
    this.before?.close();
    this.before = null;
    this.video.pause();
    this.video.srcObject = null;
  }

  /** Also of a track that has ended: a changed camera often ends before the new one shows. */
  private get lastFrame(): Frame | null {
    return this.hasShown ? this.ownFrame : (this.before?.lastFrame ?? null);
  }

  /** Chromium says that it has data a moment before there is a frame, and draws black for it. */
  private get hasShown(): boolean {
    const frame = this.ownFrame;
    return frame !== null && (frame.count > 0 || this.video.currentTime > uncountedSeconds);
  }

  private get ownFrame(): Frame | null {
    const { readyState, videoWidth: width, videoHeight: height } = this.video;
    return readyState >= this.video.HAVE_CURRENT_DATA && width > 0 && height > 0
      ? {
          image: this.video,
          size: { width, height },
          count: this.video.getVideoPlaybackQuality().totalVideoFrames || NaN,
        }
      : null;
  }
}

/** Plays an element; that its end cuts the play request short is no failure. */
export function play(element: HTMLMediaElement, onFailure: (cause: unknown) => void): void {
  element.play().catch((cause: unknown) => {
    if (element.srcObject !== null) {
      onFailure(cause);
    }
  });
}

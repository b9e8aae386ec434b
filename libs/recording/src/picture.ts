import type { RecordingBrowser } from './recording-browser';
import type { Size } from './scene';

/** The newest frame of one video track, for drawing. Lifetime: until close(). */
export class Picture {
  private readonly video: HTMLVideoElement;

  constructor(
    readonly track: MediaStreamTrack,
    browser: RecordingBrowser,
    onFailure: (cause: unknown) => void,
  ) {
    this.video = browser.createVideo();
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = browser.createStream([track]);
    play(this.video, onFailure);
  }

  /** What to draw and its size; null while there is no frame. */
  get frame(): { readonly image: HTMLVideoElement; readonly size: Size } | null {
    const { readyState, videoWidth: width, videoHeight: height } = this.video;
    const hasFrame = readyState >= this.video.HAVE_CURRENT_DATA && width > 0 && height > 0;
    return hasFrame && this.track.readyState === 'live'
      ? { image: this.video, size: { width, height } }
      : null;
  }

  close(): void {
    this.video.pause();
    this.video.srcObject = null;
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

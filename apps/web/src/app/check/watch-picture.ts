import type { PictureFacts, WatchPicture } from './camera-check';

/** Counts the pictures that a stream really presents, in a video element that nobody sees. */
export const watchPictureIn =
  (window: Window): WatchPicture =>
  (stream, count, signal) => {
    const video = window.document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    signal.addEventListener('abort', () => (video.srcObject = null), { once: true });
    return new Promise<PictureFacts>((resolve, reject) => {
      let seen = 0;
      let firstAt = 0;
      const note = (now: number) => {
        seen += 1;
        if (seen === 1) firstAt = now;
        if (seen < count) {
          video.requestVideoFrameCallback(note);
          return;
        }
        const rate = ((seen - 1) * 1_000) / Math.max(1, now - firstAt);
        resolve({ width: video.videoWidth, height: video.videoHeight, rate });
      };
      video.requestVideoFrameCallback(note);
      video.play().catch(reject);
    });
  };

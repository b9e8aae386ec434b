import type { PictureFacts, WatchPicture } from './camera-check';
import type { WatchLevel } from './microphone-check';

type Browser = Window & typeof globalThis;

/** Counts the pictures that a stream really presents, in a video element that nobody sees. */
export const watchPictureIn =
  (window: Browser): WatchPicture =>
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

const everyMs = 50;
/** 85 ms at 48 kHz: longer than the time between two looks, so that nothing is missed on a busy machine. */
const windowSamples = 4_096;

/** Measures the level of a stream's sound. */
export const watchLevelIn =
  (window: Browser): WatchLevel =>
  async (stream, onLevel, signal) => {
    const context = new window.AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = windowSamples;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = window.setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const sum = samples.reduce((total, sample) => total + sample * sample, 0);
      onLevel(Math.sqrt(sum / samples.length));
    }, everyMs);
    signal.addEventListener('abort', () => {
      window.clearInterval(timer);
      void context.close();
    });
    await context.resume();
  };

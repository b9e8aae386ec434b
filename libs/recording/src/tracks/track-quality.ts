import type { QualityNumbers } from '../quality';
import type { Size } from '../scene';

/** Twice what a mixed recording spends on a voice, because a track is there to be worked on. */
const audioBitrate = 192_000;
/** So many bits a pixel and second: 1280 × 720 gets 4, 1920 × 1080 9 million bits a second. */
const bitsPerPixel = 4.4;
const leastVideoBitrate = 1_000_000;
const mostVideoBitrate = 12_000_000;
const usualSize: Size = { width: 1280, height: 720 };
const usualFrameRate = 30;

/** Numbers of a camera or screen at its own size and rate, or of a usual one while there is none. Pure. */
export function trackQuality(settings: MediaTrackSettings): QualityNumbers {
  const size = {
    width: settings.width ?? usualSize.width,
    height: settings.height ?? usualSize.height,
  };
  const video = Math.round(size.width * size.height * bitsPerPixel);
  return {
    size,
    frameRate:
      Math.min(usualFrameRate, Math.round(settings.frameRate ?? usualFrameRate)) || usualFrameRate,
    bitrates: {
      video: Math.min(mostVideoBitrate, Math.max(leastVideoBitrate, video)),
      audio: audioBitrate,
    },
  };
}

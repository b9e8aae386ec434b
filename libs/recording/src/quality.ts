import type { Size } from './scene';

/** How much a recording costs in the recorder's processor, on their uplink and on the server's disk. */
export type RecordingQuality = 'small' | 'usual' | 'fine';

/** What a quality means. Bit rates in bits a second. */
export interface QualityNumbers {
  readonly size: Size;
  /** Frames a second. */
  readonly frameRate: number;
  readonly bitrates: { readonly video: number; readonly audio: number };
}

/** Sound is good in every quality: it is what people listen to a recording for, and it is small. */
const audio = 128_000;

/** The qualities to choose from. An hour has some 0.3, 1.2 and 2.3 GB. */
export const recordingQualities: Readonly<Record<RecordingQuality, QualityNumbers>> = {
  small: {
    size: { width: 640, height: 360 },
    frameRate: 15,
    bitrates: { video: 600_000, audio },
  },
  usual: {
    size: { width: 1280, height: 720 },
    frameRate: 25,
    bitrates: { video: 2_500_000, audio },
  },
  fine: {
    size: { width: 1920, height: 1080 },
    frameRate: 30,
    bitrates: { video: 5_000_000, audio },
  },
};

import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';

/**
 * VP9 first: an MP4 holds it without encoding anew, and Chromium's encoder takes less of the processor for it than for VP8
 * (0.5 against 0.65 CPU seconds a second at 1280 × 720, and on a busy machine twice the frames). Firefox has VP8 alone.
 * H.264 is not asked for: Chromium puts it into Matroska, which Firefox does not play. Nor is MP4 itself: Chromium's comes
 * only at the end (webrtc-lab §4), a crash would take all.
 */
const vp9 = 'video/webm;codecs=vp9,opus';
const vp8 = 'video/webm;codecs=vp8,opus';
const audioTypes = ['audio/webm;codecs=opus', 'audio/webm'];

/** The best type of file that this browser records. Throws RecordingError `unsupported` when it records no WebM. */
export function chooseMimeType(
  browser: Pick<RecordingBrowser, 'canRecord'>,
  { kind, wantsMp4 = true }: { readonly kind: 'audio' | 'video'; readonly wantsMp4?: boolean },
): string {
  const videoTypes = [...(wantsMp4 ? [vp9, vp8] : [vp8, vp9]), 'video/webm'];
  const types = kind === 'audio' ? audioTypes : videoTypes;
  const mimeType = types.find((type) => browser.canRecord(type));
  if (mimeType === undefined) {
    throw RecordingError.unsupported('This browser cannot record WebM.');
  }
  return mimeType;
}

import type { RecordingBrowser } from './recording-browser';
import { RecordingError } from './recording-error';

/**
 * VP8 first: every browser with WebM has it, and it leaves the processor to the meeting. VP9 first where the file shall
 * become an MP4 without encoding anew, because MP4 holds no VP8. H.264 is not asked for: Chromium puts it into Matroska,
 * which Firefox does not play. Nor is MP4 itself: Chromium's comes only at the end (webrtc-lab §4), a crash would take all.
 */
const videoTypes = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/webm'];
const audioTypes = ['audio/webm;codecs=opus', 'audio/webm'];

/** The best type of file that this browser records. Throws RecordingError `unsupported` when it records no WebM. */
export function chooseMimeType(
  browser: Pick<RecordingBrowser, 'canRecord'>,
  { kind, wantsMp4 = false }: { readonly kind: 'audio' | 'video'; readonly wantsMp4?: boolean },
): string {
  const [first = '', second = '', ...rest] = videoTypes;
  const types =
    kind === 'audio' ? audioTypes : wantsMp4 ? [second, first, ...rest] : [first, second, ...rest];
  const mimeType = types.find((type) => browser.canRecord(type));
  if (mimeType === undefined) {
    throw RecordingError.unsupported('This browser cannot record WebM.');
  }
  return mimeType;
}

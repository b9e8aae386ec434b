import { audioBitrate, leastCameraBitrate, leastScreenBitrate } from './send-quality';
import type { Source } from './types';

/** What each source may use of a link, in bits per second; nothing said where nothing limits it. */
export type LinkShares = Readonly<Partial<Record<Source, number>>>;

/** RTP, UDP and IP headers of fifty packets of voice a second. */
const voiceOverhead = 16_000;
/** Opus speaks clearly down to here. */
const leastVoiceBitrate = 16_000;
/** The screen's sound while it must not take from the pictures. */
const modestSoundBitrate = 32_000;
/** A link with this much has room for music. */
const roomyBitrate = 600_000;
/** The screen takes all up to here, and most of what is above. */
const screenFirstBitrate = 400_000;
const screenPart = 0.75;

/** Shares a link between those sources that are on: voice first, then the screen, then the camera. */
export function shareLink(bitrate: number | null, isOn: (source: Source) => boolean): LinkShares {
  if (bitrate === null) return {};
  const microphone = clamp(bitrate - voiceOverhead, leastVoiceBitrate, audioBitrate.microphone);
  const sound = bitrate < roomyBitrate ? modestSoundBitrate : audioBitrate.screen_share_audio;
  const spent =
    (isOn('microphone') ? microphone + voiceOverhead : 0) +
    (isOn('screen_share_audio') ? sound + voiceOverhead : 0);
  const pictures = Math.max(0, bitrate - spent);
  const first = Math.min(pictures, Math.max(screenFirstBitrate, pictures * screenPart));
  return {
    microphone,
    screen_share_audio: sound,
    screen_share: first,
    camera: isOn('screen_share') ? pictures - first : pictures,
  };
}

/** Whether a picture that is on has to wait for a better link. */
export function isVideoPaused(shares: LinkShares, isOn: (source: Source) => boolean): boolean {
  const { camera = Infinity, screen_share: screen = Infinity } = shares;
  return (
    (isOn('camera') && camera < leastCameraBitrate) ||
    (isOn('screen_share') && screen < leastScreenBitrate)
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

import { audioBitrate, leastCameraBitrate, leastScreenBitrate } from './send-quality';
import { videoSources, type Source } from './types';

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
/** What a camera may use of what is left: on a narrow link headers, retransmissions and the encoder's own excess need the rest, or the voice pays. */
const narrowCameraPart = 0.8;
/** Screens take all up to here, and most of what is above. */
const screenFirstBitrate = 400_000;
const screenPart = 0.75;

const screenSources = ['screen_share', 'second_screen_share'] as const;
const soundSources = ['screen_share_audio', 'second_screen_share_audio'] as const;

/** Shares a link between those sources that are on: voice first, then the screens alike, then the camera. */
export function shareLink(bitrate: number | null, isOn: (source: Source) => boolean): LinkShares {
  if (bitrate === null) return {};
  const microphone = clamp(bitrate - voiceOverhead, leastVoiceBitrate, audioBitrate.microphone);
  const sound = bitrate < roomyBitrate ? modestSoundBitrate : audioBitrate.screen_share_audio;
  const spent =
    (isOn('microphone') ? microphone + voiceOverhead : 0) +
    soundSources.filter(isOn).length * (sound + voiceOverhead);
  const pictures = Math.max(0, bitrate - spent);
  const first = Math.min(pictures, Math.max(screenFirstBitrate, pictures * screenPart));
  const cameraPart = bitrate < roomyBitrate ? narrowCameraPart : 1;
  const screens = screenSources.filter(isOn).length;
  const screen = first / Math.max(1, screens);
  return {
    microphone,
    screen_share_audio: sound,
    second_screen_share_audio: sound,
    screen_share: screen,
    second_screen_share: screen,
    camera: (screens > 0 ? pictures - first : pictures) * cameraPart,
  };
}

/** Whether a picture that is on has to wait for a better link. */
export function isVideoPaused(shares: LinkShares, isOn: (source: Source) => boolean): boolean {
  return videoSources.some((source) => {
    const least = source === 'camera' ? leastCameraBitrate : leastScreenBitrate;
    return isOn(source) && (shares[source] ?? Infinity) < least;
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

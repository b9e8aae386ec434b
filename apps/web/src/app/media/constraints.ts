import * as z from 'zod';
import type { CaptureSource } from './capture-problem';
import type { CaptureSettings, DeviceChoices } from './device-choices';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What each camera size measures, in pixels. */
export const pictureSizes: Readonly<Record<CaptureSettings['cameraSize'], PictureSize>> = {
  qvga: { width: 320, height: 240 },
  vga: { width: 640, height: 480 },
  hd: { width: 1280, height: 720 },
  'full-hd': { width: 1920, height: 1080 },
};
/** What the browser does to a voice before anybody hears it. */
export const voiceKeys = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;

/** How a source is to be captured, whichever device it comes from. All wishes, no demands. */
export function settingsFor(source: CaptureSource, choices: CaptureSettings) {
  if (source === 'microphone') {
    const { echoCancellation, noiseSuppression, autoGainControl } = choices;
    return { echoCancellation, noiseSuppression, autoGainControl };
  }
  const { width, height } = pictureSizes[choices.cameraSize];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30 },
    // Off is said to a camera that can blur only, when it runs: no other is to be asked anything it may not know.
    ...(choices.backgroundBlur && { backgroundBlur: { ideal: true } }),
  };
}

/** Whether the platform blurs the background by itself and leaves the choice. Source: W3C Media Capture Extensions, 6. */
export function canBlurBackground(track: MediaStreamTrack): boolean {
  // Firefox before 132 has no capabilities to ask for.
  if (!('getCapabilities' in track)) return false;
  const { success, data } = BlurCapability.safeParse(track.getCapabilities());
  return success && data.backgroundBlur.includes(true) && data.backgroundBlur.includes(false);
}
const BlurCapability = z.object({ backgroundBlur: z.array(z.boolean()) });

/** What to ask getUserMedia for. A device that was chosen but is not here is replaced by the default one. */
export function constraintsFor(
  sources: readonly CaptureSource[],
  choices: DeviceChoices,
): MediaStreamConstraints {
  const wishes = (source: CaptureSource) => {
    const id = choices[source];
    return { ...settingsFor(source, choices), ...(id !== null && { deviceId: { ideal: id } }) };
  };
  return {
    audio: sources.includes('microphone') && wishes('microphone'),
    video: sources.includes('camera') && wishes('camera'),
  };
}

/**
 * Changes how a running track is captured. False where only a new capture may bring it: Chromium grows no picture beyond
 * what the camera was opened with, and answers a changed voice processing with a refusal or with the old settings.
 */
export async function retune(
  source: CaptureSource,
  track: MediaStreamTrack,
  choices: CaptureSettings,
): Promise<boolean> {
  const blur =
    source === 'camera' && canBlurBackground(track)
      ? { backgroundBlur: { ideal: choices.backgroundBlur } }
      : {};
  const wishes: MediaTrackConstraints = { ...settingsFor(source, choices), ...blur };
  const isTaken = await track.applyConstraints(wishes).then(
    () => true,
    () => false,
  );
  if (!isTaken) return false;
  const settings = track.getSettings();
  if (source === 'camera') {
    const { width, height } = settings;
    if (width === undefined || height === undefined) return true;
    return isSameSize({ width, height }, pictureSizes[choices.cameraSize]);
  }
  return voiceKeys.every((key) => settings[key] === undefined || settings[key] === choices[key]);
}

/** The same size, whichever way round a phone is held. */
export function isSameSize(one: PictureSize, other: PictureSize): boolean {
  return (
    Math.max(one.width, one.height) === Math.max(other.width, other.height) &&
    Math.min(one.width, one.height) === Math.min(other.width, other.height)
  );
}

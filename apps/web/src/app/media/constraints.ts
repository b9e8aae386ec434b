import type { CaptureSource } from './capture-problem';

/** VGA at 30: what four people on two cores carry without a dropped frame (docs/architecture.md). All wishes, no demands. */
const picture = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** What to ask getUserMedia for. A device that was chosen but is not here is replaced by the default one. */
export function constraintsFor(
  sources: readonly CaptureSource[],
  chosen: (source: CaptureSource) => string | null,
): MediaStreamConstraints {
  const device = (source: CaptureSource) => {
    const id = chosen(source);
    return id === null ? {} : { deviceId: { ideal: id } };
  };
  return {
    audio: sources.includes('microphone') && { ...voice, ...device('microphone') },
    video: sources.includes('camera') && { ...picture, ...device('camera') },
  };
}

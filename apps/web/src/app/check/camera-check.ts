import { checkReasons } from '../text/check.en';
import { type Check, failed, passed } from './check';
import { type DevicePorts, isOutcome, openDevice, stopAll } from './open-device';
import { within } from './within';

/** What was seen of a stream's pictures. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** Pictures a second. */
  readonly rate: number;
}

/** Resolves once so many pictures were presented. Lifetime: until then, or until the signal aborts. */
export type WatchPicture = (
  stream: MediaStream,
  count: number,
  signal: AbortSignal,
) => Promise<PictureFacts>;

/** A slow camera needs seconds to wake up and to find its exposure. */
const pictureLimitMs = 10_000;
/** About a second: enough to tell their rate, and for the person to see that it is they. */
const pictureCount = 25;

/** Passes when the camera really delivers pictures. */
export function cameraCheck(ports: DevicePorts & { readonly watchPicture: WatchPicture }): Check {
  return async ({ scene, signal }) => {
    const stream = await openDevice(ports, 'camera');
    if (isOutcome(stream)) return stream;
    try {
      const label = stream.getVideoTracks()[0]?.label;
      const facts = await within(pictureLimitMs, signal, (end) => {
        scene.showPicture(stream);
        return ports.watchPicture(stream, pictureCount, end);
      });
      return facts
        ? passed(checkReasons.cameraWorks(label, facts.width, facts.height, facts.rate))
        : failed(checkReasons.cameraFrozen(label));
    } finally {
      stopAll(stream);
    }
  };
}

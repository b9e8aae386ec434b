import { checkReasons } from '../text/check.en';
import { type Check, type CheckOutcome, failed, passed, skipped } from './check';
import type { WatchPicture } from './camera-check';
import { stopAll } from './open-device';
import { within } from './within';

export interface ScreenPorts {
  /** Null where the browser gives none; without getDisplayMedia on phones, whatever its type says. */
  readonly devices: Partial<Pick<MediaDevices, 'getDisplayMedia'>> | null;
  readonly watchPicture: WatchPicture;
}

const pictureLimitMs = 10_000;
/** A shared window gives a picture only when it changes. */
const pictureCount = 1;

/** Passes when a shared screen delivers pictures. Needs a click, as browsers demand, and may be left out. */
export function screenCheck({ devices, watchPicture }: ScreenPorts): Check {
  return async ({ scene, signal }) => {
    if (!devices) return failed(checkReasons.screenInsecure);
    if (!devices.getDisplayMedia) return skipped(checkReasons.screenMissing);
    if ((await scene.ask(['share', 'skip'])) === 'skip') return skipped(checkReasons.screenSkipped);
    let stream: MediaStream;
    try {
      stream = await devices.getDisplayMedia({ video: true });
    } catch (error) {
      console.warn('screen check', error);
      return failed(checkReasons.screenRefused);
    }
    try {
      return await watched(stream, signal, (end) => {
        scene.showPicture(stream);
        return watchPicture(stream, pictureCount, end);
      });
    } finally {
      stopAll(stream);
    }
  };
}

async function watched(
  stream: MediaStream,
  signal: AbortSignal,
  watch: (end: AbortSignal) => ReturnType<WatchPicture>,
): Promise<CheckOutcome> {
  const facts = await within(pictureLimitMs, signal, watch);
  if (!facts) return failed(checkReasons.screenFrozen);
  const surface = stream.getVideoTracks()[0]?.getSettings().displaySurface ?? '';
  const what = checkReasons.screenSurfaces[surface] ?? checkReasons.screenOther;
  return passed(checkReasons.screenWorks(what, facts.width, facts.height));
}

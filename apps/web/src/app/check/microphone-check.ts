import { checkReasons } from '../text/check.en';
import { type Check, failed, passed } from './check';
import { type DevicePorts, isOutcome, openDevice, stopAll } from './open-device';
import { within } from './within';

/** Calls back with the level of each window of sound until the signal aborts. */
export type WatchLevel = (
  stream: MediaStream,
  onLevel: (level: number) => void,
  signal: AbortSignal,
) => void;

/** Time to read the sentence and to find a word to say. */
const voiceLimitMs = 12_000;
/** Above room noise, below a quiet voice close to a laptop: as the meeting tells who speaks. */
const loudFrom = 0.015;
/** One loud window may be a crackle of the plug. */
const loudWindows = 3;

/** Passes when the microphone's level rises above silence; asks the person to say something. */
export function microphoneCheck(ports: DevicePorts & { readonly watchLevel: WatchLevel }): Check {
  return async ({ scene, signal }) => {
    const stream = await openDevice(ports, 'microphone');
    if (isOutcome(stream)) return stream;
    try {
      const label = stream.getAudioTracks()[0]?.label;
      let peak = 0;
      const isHeard = await within(voiceLimitMs, signal, (end) =>
        heard(ports.watchLevel, stream, end, (level) => {
          peak = Math.max(peak, level);
          scene.showLevel(level);
        }),
      );
      if (isHeard) return passed(checkReasons.microphoneWorks(label));
      return failed(
        peak === 0 ? checkReasons.microphoneSilent(label) : checkReasons.microphoneQuiet(label),
      );
    } finally {
      stopAll(stream);
    }
  };
}

function heard(
  watchLevel: WatchLevel,
  stream: MediaStream,
  signal: AbortSignal,
  onLevel: (level: number) => void,
): Promise<true> {
  let loudCount = 0;
  return new Promise((resolve) => {
    const note = (level: number) => {
      onLevel(level);
      if (level >= loudFrom) loudCount += 1;
      if (loudCount >= loudWindows) resolve(true);
    };
    watchLevel(stream, note, signal);
  });
}

import type { RecordingPlan } from '@parley/contract';
import {
  chooseMimeType,
  keepingDevice,
  MeetingRecorder,
  recordingBrowser,
  type RecordingProgress,
  type Scene,
  SliceKeeper,
  workerTicks,
} from '@parley/recording';
import type { RestClient } from '../api/rest-client';
import type { Ticket } from './recording-sender';
import { recordingSink } from './recording-sink';

export { ServerClock } from '@parley/recording';

interface Wishes {
  readonly ticket: Ticket;
  readonly title: string;
  readonly plan: RecordingPlan;
  readonly rest: RestClient;
  readonly scene: Scene;
  readonly onProgress: (progress: RecordingProgress) => void;
  readonly onError: (error: Error) => void;
}

/**
 * Starts recorder and keeper; it says by `performance.now()` when it began. When it throws nothing is left running, and nothing is left on
 * the device.
 */
export async function openRecorder({ ticket, title, rest, scene, plan, ...how }: Wishes) {
  const label = { ...ticket, title, startedAt: Date.now() };
  const keeper = await SliceKeeper.open(label, recordingSink(rest, ticket), keepingDevice(window));
  try {
    const recorder = new MeetingRecorder({
      ...how,
      clock: { nowMs: () => performance.now() },
      browser: recordingBrowser(window),
      ticks: workerTicks(
        () => new Worker(new URL('./tick.worker', import.meta.url), { type: 'module' }),
      ),
      slices: keeper,
      picture: plan.picture,
      tileId: tileIdOf(plan),
      quality: plan.quality,
    });
    recorder.setScene(scene);
    await recorder.start();
    return { ticket, recorder, keeper };
  } catch (error) {
    await keeper.forget();
    throw error;
  }
}

/** Throws RecordingError `unsupported` where nothing like this can be recorded, before anybody is told of a recording. */
export function refuseUnrecordable({ picture }: RecordingPlan): void {
  chooseMimeType(recordingBrowser(window), { kind: picture === 'none' ? 'audio' : 'video' });
}

/** As the scene names its tiles. */
function tileIdOf({ tile }: RecordingPlan): string | null {
  if (tile === null) return null;
  return tile.source === 'camera' ? tile.participantId : `${tile.participantId}/${tile.source}`;
}

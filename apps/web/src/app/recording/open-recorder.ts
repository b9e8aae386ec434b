import {
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

interface Wishes {
  readonly ticket: Ticket;
  readonly title: string;
  readonly rest: RestClient;
  readonly scene: Scene;
  readonly onProgress: (progress: RecordingProgress) => void;
  readonly onError: (error: Error) => void;
}

/** Starts recorder and keeper. When it throws nothing is left running, and nothing is left on the device. */
export async function openRecorder({ ticket, title, rest, scene, onProgress, onError }: Wishes) {
  const label = { ...ticket, title, startedAt: Date.now() };
  const keeper = await SliceKeeper.open(label, recordingSink(rest, ticket), keepingDevice(window));
  try {
    const recorder = new MeetingRecorder({
      browser: recordingBrowser(window),
      ticks: workerTicks(
        () => new Worker(new URL('./tick.worker', import.meta.url), { type: 'module' }),
      ),
      slices: keeper,
      onProgress,
      onError,
    });
    recorder.setScene(scene);
    await recorder.start();
    return { ticket, recorder, keeper };
  } catch (error) {
    await keeper.forget();
    throw error;
  }
}

import type { Source } from '@parley/contract';
import {
  keepingDevice,
  PendingSlices,
  recordingBrowser,
  SliceKeeper,
  TrackRecorder,
  workerTicks,
} from '@parley/recording';
import type { RestClient } from '../api/rest-client';
import type { Ticket } from './recording-sender';
import { recordingSink } from './recording-sink';

interface Wishes {
  readonly source: Source;
  readonly track: MediaStreamTrack;
  readonly title: string;
  readonly rest: RestClient;
  /** Asks the server for a ticket, with the moment of the first frame by `performance.now()`. */
  readonly ticketFor: (beganMs: number) => Promise<Ticket>;
  readonly onError: (error: Error) => void;
}

/** Records one own track from now on. When it throws nothing is left running, and nothing is left on the device. */
export async function openTrack({ source, track, title, rest, ticketFor, onError }: Wishes) {
  const slices = new PendingSlices();
  const recorder = new TrackRecorder({
    track,
    slices,
    onError,
    kind: track.kind === 'audio' ? 'audio' : 'video',
    browser: recordingBrowser(window),
    clock: { nowMs: () => performance.now() },
    ticks: workerTicks(
      () => new Worker(new URL('./tick.worker', import.meta.url), { type: 'module' }),
    ),
    onProgress: () => undefined,
  });
  const beganMs = await recorder.start();
  try {
    const ticket = await ticketFor(beganMs);
    const label = { ...ticket, title, startedAt: Date.now() };
    const sink = recordingSink(rest, ticket);
    const keeper = await SliceKeeper.open(label, sink, keepingDevice(window));
    slices.passTo(keeper);
    return { source, recorder, keeper, ticket };
  } catch (error) {
    // Waits for a keeper that never comes; the recorder itself has stopped by then.
    void recorder.stop();
    throw error;
  }
}

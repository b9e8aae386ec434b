import type { MeetingRecorder, SliceIntake } from '@parley/recording';
import { checkReasons } from '../text/check.en';
import { type Check, type CheckOutcome, failed, passed } from './check';
import { within } from './within';

export interface RecorderPorts {
  /** The meeting's own recorder with something to see and to hear; null where this browser cannot record. */
  readonly createRecorder: (
    slices: SliceIntake,
    onError: (error: Error) => void,
  ) => Promise<TestRecorder | null>;
}

export type TestRecorder = Pick<MeetingRecorder, 'start' | 'stop' | 'mimeType'> & {
  /** Lets go of what was to be heard. */
  close(): void;
};

/** The first slice comes after a second; a busy machine takes its time. */
const limitMs = 10_000;
/** How every WebM file begins (RFC 8794, 11.2.1: the EBML element). */
const fileStart = [0x1a, 0x45, 0xdf, 0xa3];

/** Passes when the recorder that meetings use gives a second of WebM. */
export function recorderCheck({ createRecorder }: RecorderPorts): Check {
  return async ({ signal }) => {
    const slices = new KeptSlices();
    const recorder = await createRecorder(slices, (error) => slices.fail(error));
    if (!recorder) return failed(checkReasons.recorderMissing);
    try {
      const isRecorded = await within(limitMs, signal, (end) => {
        end.addEventListener('abort', () => slices.fail(new Error('given up')));
        return record(recorder, slices);
      });
      return isRecorded
        ? await verdict(slices.all, recorder.mimeType)
        : failed(checkReasons.recorderEmpty);
    } catch (error) {
      signal.throwIfAborted();
      console.warn('recorder check', error);
      return failed(checkReasons.recorderFailed);
    } finally {
      recorder.close();
    }
  };
}

async function record(recorder: TestRecorder, slices: KeptSlices): Promise<true> {
  await recorder.start();
  try {
    await slices.first;
  } finally {
    await recorder.stop();
  }
  return true;
}

async function verdict(slices: readonly Blob[], mimeType: string): Promise<CheckOutcome> {
  const file = new Blob([...slices]);
  if (file.size === 0) return failed(checkReasons.recorderEmpty);
  const start = new Uint8Array(await file.slice(0, fileStart.length).arrayBuffer());
  if (!fileStart.every((byte, index) => start[index] === byte))
    return failed(checkReasons.recorderWrong);
  return passed(checkReasons.recorderWorks(Math.ceil(file.size / 1_000), mimeType));
}

/** Keeps slices in memory, for the second that they are of interest. */
class KeptSlices implements SliceIntake {
  readonly all: Blob[] = [];
  readonly #first = Promise.withResolvers<void>();

  constructor() {
    // A failure before anybody waits for the first slice is told by what failed.
    this.#first.promise.catch(() => undefined);
  }

  /** Resolves with the first slice; rejects when the recorder fails. */
  get first(): Promise<void> {
    return this.#first.promise;
  }

  keep(slice: Blob): void {
    this.all.push(slice);
    this.#first.resolve();
  }

  fail(error: Error): void {
    this.#first.reject(error);
  }

  settled(): Promise<{ readonly sliceCount: number }> {
    return Promise.resolve({ sliceCount: this.all.length });
  }

  watch(): () => void {
    return () => undefined;
  }
}

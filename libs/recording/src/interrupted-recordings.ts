import type { KeepingDevice } from './keeping-device';
import { holdRecording, lockName } from './recording-lock';
import type { RecordingLabel } from './slices';

/** A recording that ended with its tab; its ticket lets the app send the rest. */
export interface InterruptedRecording extends RecordingLabel {
  /** Slices and bytes that are still on this device only. */
  readonly keptSlices: number;
  readonly keptBytes: number;
  /** Slices of the whole recording as far as this device knows; one is about a second. */
  readonly sliceCount: number;
}

/** What earlier visits left behind, oldest first; recordings that a tab is working on now are left out. */
export async function interruptedRecordings(
  device: Pick<KeepingDevice, 'store' | 'locks'>,
): Promise<readonly InterruptedRecording[]> {
  const recordings = await device.store.listRecordings();
  // Asked after the listing: a recording that begins meanwhile is either not listed or already held.
  const { held = [] } = await device.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  return recordings
    .filter(({ label }) => !inUse.has(lockName(label.recordingId)))
    .map(({ label, slices }) => ({
      ...label,
      keptSlices: slices.length,
      keptBytes: slices.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      sliceCount: (slices.at(-1)?.index ?? -1) + 1,
    }))
    .toSorted((one, other) => one.startedAt - other.startedAt);
}

/** Deletes what an interrupted recording left here. Throws RecordingError `in-use` when a tab is working on it. */
export async function discardInterrupted(
  recordingId: string,
  device: Pick<KeepingDevice, 'store' | 'locks'>,
): Promise<void> {
  const release = await holdRecording(device.locks, recordingId);
  try {
    await device.store.deleteRecording(recordingId);
  } finally {
    release();
  }
}

import { interruptedRecordings } from './interrupted-recordings';
import type { KeepingDevice } from './keeping-device';
import { holdRecording } from './recording-lock';
import type { RecordingLabel } from './slices';

/**
 * Deletes from this device what earlier visits left and the server has in full; what it lacks even a slice of stays.
 * `acknowledgedOf` asks the server how many slices it holds; null when it cannot be asked now, or says no more: then the
 * recording stays too. Gives the ids of what is gone.
 */
export async function sweepRecordings(
  device: Pick<KeepingDevice, 'store' | 'locks'>,
  acknowledgedOf: (label: RecordingLabel) => Promise<number | null>,
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const recording of await interruptedRecordings(device)) {
    const acknowledged = await acknowledgedOf(recording);
    if (acknowledged !== null && acknowledged >= recording.sliceCount) {
      const release = await holdRecording(device.locks, recording.recordingId);
      try {
        await device.store.deleteRecording(recording.recordingId);
      } finally {
        release();
      }
      swept.push(recording.recordingId);
    }
  }
  return swept;
}

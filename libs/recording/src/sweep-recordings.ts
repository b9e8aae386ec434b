import { interruptedRecordings, type InterruptedRecording } from './interrupted-recordings';
import type { KeepingDevice } from './keeping-device';
import { RecordingError } from './recording-error';
import { holdRecording } from './recording-lock';
import type { RecordingLabel } from './slices';

/**
 * What the server says of a recording: how many slices it holds; `closed` where it takes no more; `gone` where it has none
 * of that name, because somebody deleted it; null where it cannot be asked now.
 */
export type ServerStanding = number | 'closed' | 'gone' | null;

/**
 * Deletes from this device what earlier visits left and nobody needs any more: what the server has in full, and what was
 * deleted there. What the server lacks even a slice of stays, and is offered. Gives the ids of what is gone.
 */
export async function sweepRecordings(
  device: Pick<KeepingDevice, 'store' | 'locks'>,
  standingOf: (label: RecordingLabel) => Promise<ServerStanding>,
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const recording of await interruptedRecordings(device)) {
    if (!isUnneeded(recording, await standingOf(recording))) continue;
    if (await deleteHere(device, recording.recordingId)) swept.push(recording.recordingId);
  }
  return swept;
}

/** A slice is let go here only once the server has it: where none is left, it has all of them. */
function isUnneeded(
  { keptSlices, sliceCount }: InterruptedRecording,
  standing: ServerStanding,
): boolean {
  if (standing === 'closed') return keptSlices === 0;
  return standing === 'gone' || (standing !== null && standing >= sliceCount);
}

/** False where another tab has begun to work on it meanwhile. */
async function deleteHere(
  { store, locks }: Pick<KeepingDevice, 'store' | 'locks'>,
  recordingId: string,
): Promise<boolean> {
  try {
    const release = await holdRecording(locks, recordingId);
    await store.deleteRecording(recordingId).finally(release);
    return true;
  } catch (cause) {
    if (cause instanceof RecordingError && cause.code === 'in-use') return false;
    throw cause;
  }
}

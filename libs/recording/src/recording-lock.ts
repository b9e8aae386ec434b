import { RecordingError } from './recording-error';

/** Name of the Web Lock that says "a tab is working on this recording". */
export function lockName(recordingId: string): string {
  return `parley-recording:${recordingId}`;
}

/**
 * Takes a recording for this tab; the returned function gives it back. The browser gives it back when the tab dies.
 * Throws RecordingError `in-use` when another tab has it.
 */
export function holdRecording(locks: LockManager, recordingId: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        reject(RecordingError.inUse(recordingId));
        return undefined;
      }
      return new Promise<void>((release) => resolve(release));
    };
    locks.request(lockName(recordingId), { ifAvailable: true }, hold).catch(reject);
  });
}

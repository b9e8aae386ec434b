import { forgetSourcesBefore } from './kept-sources';

/** Whoever means to go on with a download does it within a week. */
const maxAgeMs = 7 * 24 * 60 * 60 * 1_000;

/** Deletes what nobody came back for. Never rejects: it is tried again at the next start. */
export function sweepOldFiles(): Promise<void> {
  return sweep(maxAgeMs);
}

/** Deletes all that this device keeps of meetings' files, but for what an open meeting in another tab uses. */
export function clearKeptFiles(): Promise<void> {
  return sweep(0);
}

async function sweep(ageMs: number): Promise<void> {
  // Missing on pages that came over plain HTTP, where nothing is kept either.
  const storage: StorageManager | undefined = navigator.storage;
  if (!storage) return;
  const nowMs = Date.now();
  try {
    if (await keepsAnything(storage)) {
      const { sweepKeptFiles } = await import('./sweep-kept-files');
      await sweepKeptFiles({ storage, locks: navigator.locks, nowMs, maxAgeMs: ageMs });
    }
    await forgetSourcesBefore(ageMs === 0 ? Infinity : nowMs - ageMs);
  } catch (error) {
    console.warn('files: not swept', error);
  }
}

/** Most devices keep nothing: for these, the code that sweeps is not loaded. */
async function keepsAnything(storage: StorageManager): Promise<boolean> {
  const first = await (await storage.getDirectory()).keys().next();
  return first.done !== true;
}

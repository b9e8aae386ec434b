import { OpfsSliceStore } from './opfs-slice-store';
import type { SliceBytes, SliceStore } from './slices';

/** What keeping and sending slices takes from the browser. */
export interface KeepingDevice {
  readonly store: SliceStore;
  readonly locks: LockManager;
  /** SHA-256 in lower-case hexadecimal. */
  hash(bytes: SliceBytes): Promise<string>;
  /** Resolves after `delayMs`, or at once when the signal aborts. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  /** A signal that aborts after `delayMs`. */
  deadline(delayMs: number): AbortSignal;
  /** A number in [0, 1); spreads the retries of several recorders. */
  random(): number;
}

/** The device out of a window: private file system, Web Locks and Web Crypto. Needs HTTPS or localhost. */
export function keepingDevice(window: Window & typeof globalThis): KeepingDevice {
  const { navigator, crypto } = window;
  return {
    store: new OpfsSliceStore(() => navigator.storage.getDirectory()),
    locks: navigator.locks,
    hash: async (bytes) => hexOf(await crypto.subtle.digest('SHA-256', bytes)),
    wait: (delayMs, signal) => waitFor(window, delayMs, signal),
    deadline: (delayMs) => window.AbortSignal.timeout(delayMs),
    random: () => crypto.getRandomValues(new Uint32Array(1)).reduce((_, n) => n / 2 ** 32, 0),
  };
}

function hexOf(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function waitFor(window: Window, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, delayMs);
    const endEarly = (): void => {
      window.clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', endEarly, { once: true });
    if (signal.aborted) {
      endEarly();
    }
  });
}

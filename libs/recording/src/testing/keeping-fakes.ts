import { createHash } from 'node:crypto';
import type { KeepingDevice } from '../keeping-device';
import { MemorySliceStore } from '../memory-slice-store';
import { RecordingError } from '../recording-error';
import type { RecordingLabel, SliceBytes, SliceReceipt, SliceSink } from '../slices';

/** Web Locks within one test: `request` with `ifAvailable` and `query`, nothing else. */
class FakeLocks implements LockManager {
  private readonly held = new Set<string>();

  async request(name: string, ...rest: unknown[]): Promise<unknown> {
    const grant = rest.at(-1) as (lock: Lock | null) => Promise<unknown> | undefined;
    if (this.held.has(name)) {
      return grant(null);
    }
    this.held.add(name);
    try {
      return await grant({ name, mode: 'exclusive' });
    } finally {
      this.held.delete(name);
    }
  }

  query(): Promise<LockManagerSnapshot> {
    return Promise.resolve({ held: [...this.held].map((name) => ({ name })), pending: [] });
  }
}

/** A device in memory whose waits are over at once; `waits` tells how long they would have been. */
export function fakeDevice(): KeepingDevice & { store: MemorySliceStore; waits: number[] } {
  const waits: number[] = [];
  return {
    store: new MemorySliceStore(),
    locks: new FakeLocks() as LockManager,
    hash: (bytes) => Promise.resolve(sha256(bytes)),
    wait: (delayMs) => {
      waits.push(delayMs);
      return Promise.resolve();
    },
    deadline: () => new AbortController().signal,
    random: () => 0.5,
    waits,
  };
}

/** How one request goes wrong; `reply-lost` means that the server did take the slice. */
export type Fault = 'refused-connection' | 'reply-lost' | 'server-full' | 'out-of-order' | 'none';

/** A server that appends slices in order and goes wrong as told, one entry a request, then no more. */
export class FakeServer implements SliceSink {
  readonly slices: SliceBytes[] = [];
  requests = 0;
  private inFlight = 0;

  constructor(private readonly faults: Fault[] = []) {}

  put(index: number, bytes: SliceBytes, sha256Hex: string): Promise<SliceReceipt> {
    return this.request(() => {
      if (sha256(bytes) !== sha256Hex) {
        throw RecordingError.fromServer('slice-refused');
      }
      if (index > this.slices.length) {
        throw RecordingError.fromServer('slice-out-of-order');
      }
      this.slices[index] = bytes;
    });
  }

  receipt(): Promise<SliceReceipt> {
    return this.request(() => undefined);
  }

  private async request(work: () => void): Promise<SliceReceipt> {
    this.requests += 1;
    this.inFlight += 1;
    try {
      await Promise.resolve();
      if (this.inFlight > 1) {
        throw new Error('Two requests at once.');
      }
      this.fail(this.faults.shift() ?? 'none', work);
      return { acknowledged: this.slices.length };
    } finally {
      this.inFlight -= 1;
    }
  }

  private fail(fault: Fault, work: () => void): void {
    if (fault === 'refused-connection') {
      throw new TypeError('Failed to fetch');
    }
    if (fault === 'server-full') {
      throw RecordingError.fromServer('server-full');
    }
    if (fault === 'out-of-order') {
      throw RecordingError.fromServer('slice-out-of-order');
    }
    work();
    if (fault === 'reply-lost') {
      throw new TypeError('Failed to fetch');
    }
  }
}

export function labelOf(recordingId: string): RecordingLabel {
  return { recordingId, ticket: `ticket-${recordingId}`, title: 'Weekly', startedAt: 1 };
}

export function sliceOf(...bytes: readonly number[]): Blob {
  return new Blob([Uint8Array.from(bytes)], { type: 'video/webm' });
}

function sha256(bytes: SliceBytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}

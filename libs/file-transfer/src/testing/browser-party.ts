import { describeFile } from '../describe-file';
import { FileTransferWorker } from '../disk/file-transfer-worker';
import { FileTransfers } from '../file-transfers';
import { OpfsPieceStore } from '../disk/opfs-piece-store';
import { systemClock } from '../clock';
import type { TransferState } from '../transfer-state';
import { openLoopback, type Loopback } from './loopback';

/** One participant in a page of a test, with a store on the page's real disk. */
export class BrowserPerson {
  readonly id = crypto.randomUUID();
  readonly transfers: FileTransfers;
  private states: readonly TransferState[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly worker: FileTransferWorker | null,
    folder = `test-${crypto.randomUUID()}`,
  ) {
    const store = new OpfsPieceStore({ folder, ...(worker && { worker }) });
    this.transfers = new FileTransfers({
      selfId: this.id,
      store,
      clock: systemClock,
      onChange: (states) => {
        this.states = states;
        for (const watch of this.watchers) watch();
      },
    });
  }

  state(shareId: string): TransferState | undefined {
    return this.states.find((state) => state.shareId === shareId);
  }

  /** Resolves with the state once it is so. */
  until(shareId: string, isSo: (state: TransferState) => boolean): Promise<TransferState> {
    return new Promise((resolve) => {
      const watch = () => {
        const state = this.state(shareId);
        if (!state || !isSo(state)) return;
        this.watchers.delete(watch);
        resolve(state);
      };
      this.watchers.add(watch);
      watch();
    });
  }

  verified(shareId: string): Promise<TransferState> {
    return this.until(shareId, ({ phase }) => phase === 'verified' || phase === 'failed');
  }

  async savedSha256(shareId: string): Promise<string> {
    const file = await this.transfers.save(shareId);
    return sha256(await file.arrayBuffer());
  }
}

/** Starts the worker of the library under test. */
export function startWorker(): Worker {
  const text = `import { runFileTransferWorker } from '${location.origin}/library.js';
    runFileTransferWorker(self);`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module' });
}

/** Joins two people over a real connection and counts the piece bytes that each puts into it. */
export async function joinPeople(left: BrowserPerson, right: BrowserPerson) {
  const loopback: Loopback = await openLoopback();
  const sent = { left: countSent(loopback.left), right: countSent(loopback.right) };
  left.transfers.attach(right.id, loopback.left);
  right.transfers.attach(left.id, loopback.right);
  const cut = () => {
    loopback.close();
    left.transfers.detach(right.id);
    right.transfers.detach(left.id);
  };
  return { sent, cut };
}

/** The piece bytes that went into a channel. */
class SentCount {
  bytes = 0;
  private readonly waiting = new Map<number, () => void>();

  add(bytes: number): void {
    this.bytes += bytes;
    for (const [wanted, resolve] of this.waiting) if (this.bytes >= wanted) resolve();
  }

  /** Resolves with the message that makes them so many. */
  reached(bytes: number): Promise<void> {
    return new Promise((resolve) => this.waiting.set(bytes, resolve));
  }
}

function countSent(channel: RTCDataChannel): SentCount {
  const count = new SentCount();
  const send = channel.send.bind(channel) as (data: string | ArrayBufferView<ArrayBuffer>) => void;
  channel.send = ((data: string | ArrayBufferView<ArrayBuffer>) => {
    if (typeof data !== 'string') count.add(data.byteLength - 24);
    send(data);
  }) as RTCDataChannel['send'];
  return count;
}

/** One offers a file, and the others know of it. */
export async function shareFile(
  sharer: BrowserPerson,
  others: readonly BrowserPerson[],
  file: File,
  shareId: string = crypto.randomUUID(),
) {
  const hasher = sharer.worker;
  const { manifest, pieceHashes } = await describeFile(file, hasher ? { hasher } : {});
  sharer.transfers.offer(shareId, null, manifest, pieceHashes, file);
  for (const other of others)
    other.transfers.addShare({ id: shareId, from: sharer.id, to: null, manifest });
  return { shareId, manifest, originalSha256: await sha256(await file.arrayBuffer()) };
}

export function shareRandomFile(
  sharer: BrowserPerson,
  others: readonly BrowserPerson[],
  sizeBytes: number,
) {
  return shareFile(sharer, others, new File([randomBytes(sizeBytes)], 'holiday.bin'));
}

/** The same bytes in every page. */
export function knownFile(sizeBytes: number): File {
  const bytes = Uint32Array.from({ length: sizeBytes / 4 }, (_, at) =>
    Math.imul(at, 2_654_435_761),
  );
  return new File([bytes], 'known.bin');
}

export function randomBytes(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  const stepBytes = 65_536; // the most that getRandomValues fills at once
  for (let at = 0; at < sizeBytes; at += stepBytes)
    crypto.getRandomValues(bytes.subarray(at, at + stepBytes));
  return bytes;
}

/** The browser's own, to compare with. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The names of what lies in the private file system, however deep. */
export async function filesOnDisk(): Promise<readonly string[]> {
  const names: string[] = [];
  const walk = async (directory: FileSystemDirectoryHandle): Promise<void> => {
    for await (const entry of directory.values()) {
      if (entry.kind === 'directory') await walk(entry);
      else names.push(entry.name);
    }
  };
  await walk(await navigator.storage.getDirectory());
  return names;
}

export { FileTransferWorker, openLoopback };

import { FileTransfers, FileTransferWorker, OpfsPieceStore, systemClock } from '../src/index';
import { describeFile } from '../src/describe-file';
import { randomBytes } from '../src/testing/browser-party';
import { openLoopback } from '../src/testing/loopback';

export interface ThroughputOptions {
  readonly sizeBytes: number;
  readonly rounds: number;
  /** Starts the app's worker, which calls `runFileTransferWorker`. */
  readonly startWorker: () => Worker;
}

/** Megabytes (10^6 bytes) per second, one figure for each round. */
export interface ThroughputFigures {
  /** From `download` to `verified`: read, cut, sent, each piece hashed, written to disk, the whole hashed from disk. */
  readonly ours: readonly number[];
  /** The same with hashing at the sharer before, which receivers do not wait for. */
  readonly withDescribing: readonly number[];
  /** The same bytes in 64 KiB messages through a bare data channel with at most 64 KiB waiting, into nothing. */
  readonly bare: readonly number[];
}

const messageBytes = 64 * 1024;
const chunkBytes = 16 * 1024 * 1024;

interface Workers {
  readonly sharer: FileTransferWorker;
  readonly taker: FileTransferWorker;
}

/** Runs in a page. Whole transfers and bare ones alternate, so that a busy machine is busy for both. */
export async function benchThroughput(options: ThroughputOptions): Promise<ThroughputFigures> {
  const figures = { ours: [] as number[], withDescribing: [] as number[], bare: [] as number[] };
  const file = await fileOnDisk(options.sizeBytes);
  // As in the app, where one worker lives as long as the meeting.
  const workers = {
    sharer: new FileTransferWorker(options.startWorker()),
    taker: new FileTransferWorker(options.startWorker()),
  };
  for (const hasher of Object.values(workers))
    await describeFile(new Blob(['warm']), { name: 'warm', hasher });
  for (let round = 0; round < options.rounds; round += 1) {
    figures.bare.push(await timeBare(options.sizeBytes));
    const { transferMs, describeMs } = await timeWhole(file, workers);
    figures.ours.push(megabytesPerSecond(file.size, transferMs));
    figures.withDescribing.push(megabytesPerSecond(file.size, transferMs + describeMs));
  }
  for (const worker of Object.values(workers)) worker.close();
  return figures;
}

/** A file of random bytes in the private file system, where one of a gigabyte has room. */
async function fileOnDisk(sizeBytes: number): Promise<File> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('bench.bin', { create: true });
  const writable = await handle.createWritable();
  for (let at = 0; at < sizeBytes; at += chunkBytes)
    await writable.write(randomBytes(Math.min(chunkBytes, sizeBytes - at)));
  await writable.close();
  return handle.getFile();
}

async function timeBare(sizeBytes: number): Promise<number> {
  const loopback = await openLoopback();
  const { left, right } = loopback;
  const message = randomBytes(messageBytes);
  let received = 0;
  let sent = 0;
  right.binaryType = 'arraybuffer';
  left.bufferedAmountLowThreshold = messageBytes;
  const done = new Promise<void>((resolve) => {
    right.onmessage = ({ data }) => {
      received += (data as ArrayBuffer).byteLength;
      if (received >= sizeBytes) resolve();
    };
  });
  const fill = () => {
    while (sent < sizeBytes && left.bufferedAmount <= messageBytes) {
      left.send(message);
      sent += message.length;
    }
  };
  left.onbufferedamountlow = fill;
  const startedMs = performance.now();
  fill();
  await done;
  const elapsedMs = performance.now() - startedMs;
  loopback.close();
  return megabytesPerSecond(sizeBytes, elapsedMs);
}

async function timeWhole(file: File, workers: Workers) {
  const loopback = await openLoopback();
  const describeStartMs = performance.now();
  const { manifest, pieceHashes } = await describeFile(file, { hasher: workers.sharer });
  const describeMs = performance.now() - describeStartMs;
  const [sharerId, takerId, shareId] = [0, 1, 2].map(() => crypto.randomUUID());
  if (!sharerId || !takerId || !shareId) throw new Error('no ids');
  let finish = (): void => undefined;
  const verified = new Promise<void>((resolve) => (finish = resolve));
  const [sharerFolder, takerFolder] = [`bench-${sharerId}`, `bench-${takerId}`];
  const sharer = new FileTransfers({
    selfId: sharerId,
    store: new OpfsPieceStore({ folder: sharerFolder, worker: workers.sharer }),
    clock: systemClock,
    onChange: () => undefined,
  });
  const taker = new FileTransfers({
    selfId: takerId,
    store: new OpfsPieceStore({ folder: takerFolder, worker: workers.taker }),
    clock: systemClock,
    onChange: ([state]) => {
      if (state?.phase === 'verified') finish();
    },
  });
  sharer.attach(takerId, loopback.left);
  taker.attach(sharerId, loopback.right);
  sharer.offer(shareId, null, manifest, pieceHashes, file);
  taker.addShare({ id: shareId, from: sharerId, to: null, manifest });
  const startedMs = performance.now();
  taker.download(shareId);
  await verified;
  const transferMs = performance.now() - startedMs;
  await Promise.all([sharer.close(), taker.close()]);
  loopback.close();
  return { transferMs, describeMs };
}

function megabytesPerSecond(bytes: number, elapsedMs: number): number {
  return bytes / 1_000 / elapsedMs;
}

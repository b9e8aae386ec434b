import { describeFile, FileTransferWorker } from '../src/index';
import { defaultPace } from '../src/pace';
import { BrowserPerson, joinPeople, randomBytes } from '../src/testing/browser-party';

export interface SwarmOptions {
  readonly receivers: number;
  readonly sizeBytes: number;
  /** What the sharer may send to all of them together; null for as much as it can. */
  readonly uplinkBytesPerSecond: number | null;
  /** One more receiver, whose links carry so much together; null for none. */
  readonly slowBytesPerSecond: number | null;
  /** Starts the app's worker, which calls `runFileTransferWorker`. */
  readonly startWorker: () => Worker;
}

export interface SwarmFigures {
  /** Piece bytes that the sharer sent, divided by the size of the file. */
  readonly sentRatio: number;
  /** From the click of all at once to the last one's `verified`; a slow one is not waited for. */
  readonly tookMs: number;
  readonly failures: number;
}

/** Runs in a page: one person shares a file with several at once, each joined to each by real connections. */
export async function benchSwarm(options: SwarmOptions): Promise<SwarmFigures> {
  const { receivers, sizeBytes, slowBytesPerSecond } = options;
  const count = 1 + receivers + (slowBytesPerSecond === null ? 0 : 1);
  const workers = Array.from(
    { length: count },
    () => new FileTransferWorker(options.startWorker()),
  );
  const people = workers.map((worker) => new BrowserPerson(worker));
  const [sharer, ...others] = people;
  if (!sharer) throw new Error('nobody');
  const links = await joinEverybody(people);
  if (slowBytesPerSecond !== null) slowDown(people, slowBytesPerSecond);
  sharer.transfers.setPace({ ...defaultPace, maxBytesPerSecond: options.uplinkBytesPerSecond });
  const shareId = await share(sharer, others, sizeBytes);
  const startedMs = performance.now();
  for (const other of others) other.transfers.download(shareId);
  const ends = await Promise.all(
    others.slice(0, receivers).map((other) => other.verified(shareId)),
  );
  const tookMs = performance.now() - startedMs;
  const sent = links.filter(({ left }) => left === sharer);
  const sentBytes = sent.reduce((sum, link) => sum + link.joined.sent.left.bytes, 0);
  await Promise.all(people.map(({ transfers }) => transfers.close()));
  for (const { joined } of links) joined.cut();
  for (const worker of workers) worker.close();
  const failures = ends.filter(({ phase }) => phase !== 'verified').length;
  return { sentRatio: sentBytes / sizeBytes, tookMs, failures };
}

/** The earlier of two is the left one of their link. */
async function joinEverybody(people: readonly BrowserPerson[]) {
  const pairs = people.flatMap((left, at) =>
    people.slice(at + 1).map((right) => ({ left, right })),
  );
  return Promise.all(
    pairs.map(async ({ left, right }) => ({ left, joined: await joinPeople(left, right) })),
  );
}

/** The last one's links carry little, either way. */
function slowDown(people: readonly BrowserPerson[], bytesPerSecond: number): void {
  const slow = people.at(-1);
  if (!slow) return;
  slow.transfers.setPace({ ...defaultPace, maxBytesPerSecond: bytesPerSecond });
  for (const other of people)
    if (other !== slow) other.transfers.setLinkSpeed(slow.id, bytesPerSecond / (people.length - 1));
}

async function share(
  sharer: BrowserPerson,
  others: readonly BrowserPerson[],
  sizeBytes: number,
): Promise<string> {
  const shareId = crypto.randomUUID();
  const file = new File([randomBytes(sizeBytes)], 'bench.bin');
  const hasher = sharer.worker;
  const { manifest, pieceHashes } = await describeFile(file, hasher ? { hasher } : {});
  sharer.transfers.offer(shareId, null, manifest, pieceHashes, file);
  for (const other of others)
    other.transfers.addShare({ id: shareId, from: sharer.id, to: null, manifest });
  return shareId;
}

import { createHash } from 'node:crypto';
import type { DurableFile } from './durable-file';
import { SliceLog } from './slice-log';

/** What a disk writes in one go: a cut leaves each of these old or new, never half. */
const sectorBytes = 512;
const cuts = 400;

interface Write {
  readonly position: number;
  readonly bytes: Uint8Array;
}
type Op = Write | { readonly lengthBytes: number };

/** Repeatable chance: a failing run is run again with its seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A file that forgets at a power cut what was not synced, sector by sector and in no order, as disks do. */
class CuttableFile implements DurableFile {
  private pending: Op[] = [];
  private seen: Uint8Array;

  constructor(
    private durable: Uint8Array,
    private readonly power: Power,
  ) {
    this.seen = durable;
  }

  sizeBytes(): Promise<number> {
    return Promise.resolve(this.seen.length);
  }

  read(position: number, lengthBytes: number): Promise<Uint8Array> {
    return Promise.resolve(this.seen.slice(position, position + lengthBytes));
  }

  write(position: number, bytes: Uint8Array): Promise<void> {
    return this.apply({ position, bytes: bytes.slice() });
  }

  truncate(lengthBytes: number): Promise<void> {
    return this.apply({ lengthBytes });
  }

  async sync(): Promise<void> {
    await this.power.use();
    this.durable = this.seen;
    this.pending = [];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What is found after the cut. */
  remains(next: (below: number) => number): Uint8Array {
    const sectors = this.pending.flatMap<Op>((op) => ('bytes' in op ? sectorsOf(op) : [op]));
    return sectors.filter(() => next(2) === 0).reduce(after, this.durable);
  }

  private async apply(op: Op): Promise<void> {
    await this.power.use();
    this.pending.push(op);
    this.seen = after(this.seen, op);
  }
}

/** Goes away after so many uses. */
class Power {
  constructor(private left: number) {}

  use(): Promise<void> {
    this.left -= 1;
    return this.left >= 0 ? Promise.resolve() : Promise.reject(new Error('no power'));
  }
}

function sectorsOf({ position, bytes }: Write): Write[] {
  const sectors = [];
  for (let at = 0; at < bytes.length;) {
    const untilEdge = sectorBytes - ((position + at) % sectorBytes);
    sectors.push({ position: position + at, bytes: bytes.slice(at, at + untilEdge) });
    at += untilEdge;
  }
  return sectors;
}

/** A write beyond the end leaves zeros between. */
function after(file: Uint8Array, op: Op): Uint8Array {
  if ('lengthBytes' in op) {
    const cut = new Uint8Array(op.lengthBytes);
    cut.set(file.subarray(0, op.lengthBytes));
    return cut;
  }
  const grown = new Uint8Array(Math.max(file.length, op.position + op.bytes.length));
  grown.set(file);
  grown.set(op.bytes, op.position);
  return grown;
}

const sliceOf = (index: number, next: (below: number) => number) => {
  const bytes = new Uint8Array(1 + next(3 * sectorBytes)).map(() => next(256));
  bytes[0] = index;
  return bytes;
};
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

describe('a power cut', () => {
  it(`loses nothing that was acknowledged, wherever it falls: ${cuts} cuts`, async () => {
    let lost = 0;
    for (let seed = 1; seed <= cuts; seed++) lost += await recordThroughCut(seed);
    // What was under way is gone now and then, or this would prove nothing.
    expect(lost).toBeGreaterThan(0);
  });
});

/** Records until the power goes, looks at what is left, and goes on; returns how many slices under way were lost. */
async function recordThroughCut(seed: number): Promise<number> {
  const next = chance(seed);
  const power = new Power(4 + next(40));
  const none = new Uint8Array();
  const [media, journal] = [new CuttableFile(none, power), new CuttableFile(none, power)];
  const promised: Uint8Array[] = [];
  let underWay: Uint8Array | null = null;
  try {
    const log = await SliceLog.open('a', media, journal);
    for (;;) {
      underWay = sliceOf(promised.length, next);
      await log.append(underWay, hashOf(underWay));
      promised.push(underWay);
    }
  } catch (error) {
    expect(error).toEqual(new Error('no power'));
  }
  const lasting = new Power(Infinity);
  const found = new CuttableFile(media.remains(next), lasting);
  const log = await SliceLog.open('a', found, new CuttableFile(journal.remains(next), lasting));
  const { count, sizeBytes } = log.acknowledged;
  const hasUnderWay = underWay !== null && count === promised.length + 1;
  const kept = hasUnderWay && underWay ? [...promised, underWay] : promised;
  expect({ seed, count }).toEqual({ seed, count: kept.length });
  expect(Buffer.from(await found.read(0, sizeBytes)).equals(Buffer.concat(kept))).toBe(true);
  const rest = sliceOf(count, next);
  expect(await log.append(rest, hashOf(rest))).toMatchObject({ count: count + 1 });
  return hasUnderWay ? 0 : 1;
}

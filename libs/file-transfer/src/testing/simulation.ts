import { randomUUID } from 'node:crypto';
import { describeFile } from '../describe-file';
import type { Share } from '../manifest';
import { FakeClock } from './fake-clock';
import { PacedChannel, type Path } from './paced-channel';
import { bytesOf, Person } from './party';

const kibibyte = 1024;
const pieceSizeBytes = 16 * kibibyte;
const stepMs = 10;
/** What a home carries between two; far more than the sharer sends in most of these stories. */
const wide: Path = { bytesPerSecond: 4_000 * kibibyte, delayMs: 20 };

/** A file whose bytes are in memory, and are there at once: time passes only by the clock. */
class InstantFile {
  readonly type = '';

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  get size(): number {
    return this.bytes.length;
  }

  slice(from: number, to: number): InstantFile {
    return new InstantFile(this.bytes.slice(from, to));
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.bytes.buffer);
  }
}

/** People on links with a bandwidth and a delay, in time that passes as fast as the machine can. Alice is the first. */
export class Simulation {
  readonly clock = new FakeClock();
  readonly people: readonly Person[];
  readonly sizeBytes: number;
  /** When each had every byte, counted from the beginning of their download. */
  readonly tookMs = new Map<Person, number>();
  private readonly startedMs = new Map<Person, number>();
  private readonly ends = new Map<string, readonly [PacedChannel, PacedChannel]>();
  private share: Share | null = null;

  constructor(count: number, pieces: number) {
    this.people = Array.from({ length: count }, () => new Person(this.clock));
    this.sizeBytes = pieces * pieceSizeBytes;
  }

  /** Joins everybody with everybody, or these two only. */
  joinAll(path = wide): void {
    for (const left of this.people)
      for (const right of this.people) if (left.id < right.id) this.join(left, right, path);
  }

  join(left: Person, right: Person, path = wide): void {
    const ends = PacedChannel.pair(this.clock, path, path);
    this.ends.set(`${left.id}:${right.id}`, ends);
    left.transfers.attach(right.id, ends[0].asChannel());
    right.transfers.attach(left.id, ends[1].asChannel());
  }

  cut(left: Person, right: Person): void {
    for (const key of [`${left.id}:${right.id}`, `${right.id}:${left.id}`])
      this.ends.get(key)?.[0].close();
  }

  /** Alice offers the file, and everybody is told of it. */
  async offer(alice: Person): Promise<void> {
    const file = new InstantFile(bytesOf(this.sizeBytes)) as unknown as Blob;
    const { manifest, pieceHashes } = await describeFile(file, {
      name: 'talk.bin',
      pieceSizeBytes,
    });
    this.share = { id: randomUUID(), from: alice.id, to: null, manifest };
    alice.transfers.offer(this.share.id, null, manifest, pieceHashes, file);
    for (const one of this.people) one.transfers.addShare(this.share);
  }

  get shareId(): string {
    return this.share?.id ?? '';
  }

  start(...people: readonly Person[]): void {
    for (const one of people) {
      this.startedMs.set(one, this.clock.now());
      one.transfers.download(this.shareId);
    }
  }

  bytesOf(person: Person): number {
    return person.state(this.shareId).verifiedBytes;
  }

  /** Piece bytes that this one put into all links. */
  sentBy(person: Person): number {
    let sent = 0;
    for (const [key, ends] of this.ends) {
      const [left, right] = key.split(':');
      if (left === person.id) sent += ends[0].pieceBytesSent;
      if (right === person.id) sent += ends[1].pieceBytesSent;
    }
    return sent;
  }

  /** Lets time pass until this is so; false where it takes longer than `mostMs`. */
  async run(isSo: () => boolean, mostMs: number): Promise<boolean> {
    const endMs = this.clock.now() + mostMs;
    while (!isSo() && this.clock.now() < endMs) {
      this.clock.advance(stepMs);
      await new Promise((resolve) => setImmediate(resolve));
      this.noteFinished();
    }
    return isSo();
  }

  /** Milliseconds until all of these have every byte; rejects where that takes longer than `mostMs`. */
  async finish(people: readonly Person[], mostMs: number): Promise<number> {
    const isDone = await this.run(() => people.every((one) => this.tookMs.has(one)), mostMs);
    if (!isDone) throw new Error(`not there: ${people.map((one) => this.bytesOf(one)).join(', ')}`);
    return Math.max(...people.map((one) => this.tookMs.get(one) ?? Infinity));
  }

  private noteFinished(): void {
    for (const [person, startedMs] of this.startedMs)
      if (!this.tookMs.has(person) && this.bytesOf(person) === this.sizeBytes)
        this.tookMs.set(person, this.clock.now() - startedMs);
  }
}

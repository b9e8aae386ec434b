import { createHash } from 'node:crypto';
import type { DurableFile } from './durable-file';
import { decodeSliceRecord, encodeSliceRecord, sliceRecordBytes } from './slice-journal';
import { StorageError } from './storage-error';

/** How many slices are safe, and how many bytes they have together. */
export interface SliceCount {
  readonly count: number;
  readonly sizeBytes: number;
}

/**
 * One recording while it arrives: the slices one after another in `media`, playable as it is, and a record of each in
 * `journal`. A slice counts once both files are synced; slices come one at a time. So a crash can only tear the last
 * slice, which nobody was promised, and open() cuts it off: either its record is torn, or its bytes do not match the
 * hash in the record.
 * Not safe for parallel calls: SliceLogs queues them.
 */
export class SliceLog {
  private needsRepair = false;

  private constructor(
    private readonly media: DurableFile,
    private readonly journal: DurableFile,
    private safe: SliceCount,
  ) {}

  /** Takes over both files (close() closes them) and repairs what a crash tore. Rejects with StorageError 'slices-damaged'. */
  static async open(name: string, media: DurableFile, journal: DurableFile): Promise<SliceLog> {
    const safe = await recover(name, media, journal);
    const log = new SliceLog(media, journal, safe);
    await log.repair();
    return log;
  }

  get acknowledged(): SliceCount {
    return this.safe;
  }

  /** The hash of a slice that is safe. */
  async hashOf(index: number): Promise<Uint8Array | null> {
    const bytes = await this.journal.read(index * sliceRecordBytes, sliceRecordBytes);
    return decodeSliceRecord(bytes, index)?.sha256 ?? null;
  }

  /** Appends a slice; resolves when it would outlive a power cut. After a rejection nothing of it is left. */
  async append(bytes: Uint8Array, sha256: Uint8Array): Promise<SliceCount> {
    if (this.needsRepair) await this.repair();
    const { count, sizeBytes } = this.safe;
    const endBytes = sizeBytes + bytes.length;
    try {
      const record = encodeSliceRecord({ index: count, endBytes, sha256 });
      await bothDone(
        this.media.write(sizeBytes, bytes),
        this.journal.write(count * sliceRecordBytes, record),
      );
      await bothDone(this.media.sync(), this.journal.sync());
    } catch (error) {
      // After a failed fsync the kernel may call dirty pages clean, so the bytes must be written anew, never synced again.
      this.needsRepair = true;
      await this.repair().catch(() => {
        // Still marked: the next append repairs first, and until then the safe part is what open() would find.
      });
      throw error;
    }
    this.safe = { count: count + 1, sizeBytes: endBytes };
    return this.safe;
  }

  async close(): Promise<void> {
    await bothDone(this.media.close(), this.journal.close());
  }

  private async repair(): Promise<void> {
    await this.journal.truncate(this.safe.count * sliceRecordBytes);
    await this.media.truncate(this.safe.sizeBytes);
    await bothDone(this.media.sync(), this.journal.sync());
    this.needsRepair = false;
  }
}

/** Waits for both even where one fails, so that nothing is written under a repair. */
async function bothDone(one: Promise<void>, other: Promise<void>): Promise<void> {
  const results = await Promise.allSettled([one, other]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Finds how many slices are whole. Only the last may be torn; anything else is damage that a person must look at. */
async function recover(
  name: string,
  media: DurableFile,
  journal: DurableFile,
): Promise<SliceCount> {
  const journalBytes = await journal.read(0, await journal.sizeBytes());
  const records = Math.ceil(journalBytes.length / sliceRecordBytes);
  const mediaBytes = await media.sizeBytes();
  let safe: SliceCount = { count: 0, sizeBytes: 0 };
  for (let index = 0; index < records; index++) {
    const start = index * sliceRecordBytes;
    const record = decodeSliceRecord(journalBytes.subarray(start, start + sliceRecordBytes), index);
    const isLast = index === records - 1;
    const isWhole =
      record !== null &&
      record.endBytes >= safe.sizeBytes &&
      record.endBytes <= mediaBytes &&
      (!isLast || (await matches(media, safe.sizeBytes, record.endBytes, record.sha256)));
    if (isWhole) safe = { count: index + 1, sizeBytes: record.endBytes };
    else if (isLast) return safe;
    else throw StorageError.slicesDamaged(name);
  }
  return safe;
}

async function matches(
  media: DurableFile,
  start: number,
  end: number,
  sha256: Uint8Array,
): Promise<boolean> {
  const bytes = await media.read(start, end - start);
  return createHash('sha256').update(bytes).digest().equals(sha256);
}

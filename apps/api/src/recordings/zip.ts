import { finished, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file on its way into a zip. */
export interface ZipEntry {
  /** Unique in the zip, and clean: see zip-names.ts. */
  readonly name: string;
  /** What open() will give, to the byte; anything else fails the zip. */
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Called once the entry is reached; the zip destroys what it was given, also when it is given up itself. */
  readonly open: () => Readable;
}

/** A zip that is written while it is read. */
export interface Zip {
  /** Where an entry fails, so does the stream; destroying it lets go of everything. */
  readonly stream: Readable;
  /** Of the whole zip, known before the first byte; fit for Content-Length. */
  readonly sizeBytes: number;
}

/**
 * Puts files into one zip, stored as they are: recordings are compressed already. One file is open at a time, memory
 * depends neither on their size nor on their number's bytes, and more than 4 GB are written as zip64.
 */
export function zipOf(entries: readonly ZipEntry[]): Zip {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  let current: Readable | null = null;
  zip.on('error', (error: Error) => stream.destroy(error));
  // yazl knows nothing of a reader who went away: its input would stay open.
  finished(stream, () => current?.destroy());
  for (const { name, sizeBytes, modifiedAt, open } of entries)
    zip.addReadStreamLazy(
      name,
      { size: sizeBytes, mtime: modifiedAt, compress: false },
      (reading) => {
        if (stream.destroyed) return;
        current = open();
        current.once('error', (error) => stream.destroy(error));
        reading(null, current);
      },
    );
  return { stream, sizeBytes: endOf(zip) };
}

/** Says that there are no more entries; the size is told at once, because every entry's is known. */
function endOf(zip: ZipFile): number {
  let total = 0;
  const take = (sizeBytes: number) => {
    total = sizeBytes;
  };
  // The published types know of no size in this callback; the documentation does.
  zip.end({ forceZip64Format: false, comment: '' }, take as () => void);
  return total;
}

import type { Readable } from 'node:stream';

/** Both ends count, as in HTTP: `{ start: 0, end: 0 }` is the first byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What is known of a stored file without reading it. */
export interface StoredFile {
  readonly sizeBytes: number;
  /** Changes whenever the bytes do; fit for an ETag. */
  readonly version: string;
}

/**
 * Keeps finished files under names that the server made. A name is there with all its bytes or not at all.
 * A folder is the first implementation; the verbs are those that S3 has, too.
 */
export abstract class FileStore {
  /** Takes over a finished local file, atomically and durably; the local file is gone afterwards. Replaces what had the name. */
  abstract adopt(name: string, localPath: string): Promise<void>;
  /** Keeps a few bytes, atomically and durably. Replaces what had the name. */
  abstract put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is no such file. */
  abstract find(name: string): Promise<StoredFile | null>;
  /** Streams with bounded memory; destroying the stream lets go of everything. */
  abstract read(name: string, range?: ByteRange): Readable;
  /** Harmless where there is no such file. */
  abstract delete(name: string): Promise<void>;
  abstract list(): Promise<readonly string[]>;
}

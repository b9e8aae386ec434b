import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { privateFileMode, privateFolderMode } from '../../storage/durable-file';

/**
 * Where sealed pieces lie: one private file for each share, under a name that the server made. Nothing of it outlives
 * the process, so nothing is synced.
 */
export class RelayFolder {
  constructor(private readonly path: string) {}

  /** Makes the folder; what an earlier process left there is of no use to anybody. */
  async sweep(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: privateFolderMode });
    for (const name of await readdir(this.path)) await this.delete(name);
  }

  async create(name: string): Promise<void> {
    await writeFile(join(this.path, name), '', { mode: privateFileMode, flag: 'wx' });
  }

  writeAt(name: string, position: number): Writable {
    return createWriteStream(join(this.path, name), { flags: 'r+', start: position });
  }

  read(name: string, position: number, lengthBytes: number): Readable {
    const range = { start: position, end: position + lengthBytes - 1 };
    return createReadStream(join(this.path, name), range);
  }

  async delete(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true, recursive: true });
  }
}

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isMissing, privateFileMode, syncFolder } from './durable-file';
import { FileStore, type ByteRange, type StoredFile } from './file-store';
import { isSafeName, safe } from './file-name';

const temporaryPrefix = '.writing-';

/** Keeps finished files in one local folder, which must exist. */
export class FolderFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  override async adopt(name: string, localPath: string): Promise<void> {
    const target = this.pathOf(name);
    const handle = await open(localPath, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(localPath, target);
    await syncFolder(this.folder);
  }

  override async put(name: string, bytes: Uint8Array): Promise<void> {
    this.pathOf(name);
    const temporary = join(this.folder, `${temporaryPrefix}${randomUUID()}`);
    try {
      const handle = await open(temporary, 'wx', privateFileMode);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await this.adopt(name, temporary);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  override async find(name: string): Promise<StoredFile | null> {
    try {
      const { size, mtimeMs } = await stat(this.pathOf(name));
      return {
        sizeBytes: size,
        version: `${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}`,
      };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  override read(name: string, range?: ByteRange): Readable {
    return createReadStream(this.pathOf(name), range);
  }

  override async delete(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
    await syncFolder(this.folder);
  }

  override async list(): Promise<readonly string[]> {
    return (await readdir(this.folder)).filter(isSafeName);
  }

  /** Removes what a killed process left half written. Called once, before anything is put. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.folder))
      if (name.startsWith(temporaryPrefix)) await rm(join(this.folder, name), { force: true });
  }

  private pathOf(name: string): string {
    return join(this.folder, safe(name));
  }
}

import { statfs } from 'node:fs/promises';

/** What must stay free so that the database and everything else keep working while a disk fills up (security.md T60, X06). */
const floorBytes = 2 * 1024 ** 3;
const floorShare = 0.05;

/** Says whether there is room on the disk. A port, so that a full disk can be played in a test. */
export abstract class DiskSpace {
  /** True where `bytes` more still leave the floor free. */
  abstract hasRoomFor(bytes: number): Promise<boolean>;
}

/** Asks the file system of a folder. */
export class FolderDiskSpace extends DiskSpace {
  constructor(private readonly folder: string) {
    super();
  }

  override async hasRoomFor(bytes: number): Promise<boolean> {
    const { bavail, blocks, bsize } = await statfs(this.folder);
    return bavail * bsize - bytes >= Math.min(floorBytes, blocks * bsize * floorShare);
  }
}

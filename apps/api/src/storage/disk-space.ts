import { statfs } from 'node:fs/promises';

/** What must stay free so that the database and everything else keep working while a disk fills up (security.md T60, X06). */
const floorBytes = 2 * 1024 ** 3;
const floorShare = 0.05;

/** Says whether there is room on the disk. A port, so that a full disk can be played in a test. */
export abstract class DiskSpace {
  /** True where `bytes` more still leave the floor free. */
  abstract hasRoomFor(bytes: number): Promise<boolean>;
}

/** An answer is good for so long: the floor is far more than all recorders together write meanwhile. */
const freshMs = 250;

interface Answer {
  readonly askedAtMs: number;
  /** Free bytes above the floor. */
  readonly roomBytes: Promise<number>;
}

/** Asks the file system of a folder. */
export class FolderDiskSpace extends DiskSpace {
  private last: Answer | null = null;

  constructor(
    private readonly folder: string,
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {
    super();
  }

  override async hasRoomFor(bytes: number): Promise<boolean> {
    const nowMs = this.elapsedMs();
    if (!this.last || nowMs - this.last.askedAtMs >= freshMs)
      this.last = { askedAtMs: nowMs, roomBytes: this.ask() };
    return bytes <= (await this.last.roomBytes);
  }

  private async ask(): Promise<number> {
    const { bavail, blocks, bsize } = await statfs(this.folder);
    return bavail * bsize - Math.min(floorBytes, blocks * bsize * floorShare);
  }
}

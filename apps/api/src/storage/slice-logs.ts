import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from '../database/mutex';
import { openDurableFile, syncFolder, type OpenDurableFile } from './durable-file';
import { SliceLog } from './slice-log';
import { StorageError } from './storage-error';

const mediaEnding = '.media';
const journalEnding = '.journal';
const outputEnding = '.output';
const endings = [mediaEnding, journalEnding, outputEnding];
/** A server-made UUID: nothing else can become a path. */
const safeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What may be done with one recording's slices while nobody else touches them. */
export interface SliceDesk {
  /** Opens the log, and makes it where there is none yet. It stays open until closed or deleted. */
  open(): Promise<SliceLog>;
  /** Lets go of the files; a later open() finds everything again. */
  close(): Promise<void>;
  /** Deletes everything that arrived. */
  delete(): Promise<void>;
}

/** All recordings that arrive, in one folder. Work on one recording is done one after another, on different ones side by side. */
export class SliceLogs {
  private readonly opened = new Map<string, Promise<SliceLog>>();
  private readonly queues = new Map<string, Mutex>();

  constructor(
    private readonly folder: string,
    private readonly openFile: OpenDurableFile = openDurableFile,
  ) {}

  /** Runs `work` after everything else asked for this recording. Not to be called from inside itself. */
  exclusively<T>(id: string, work: (desk: SliceDesk) => Promise<T>): Promise<T> {
    const desk: SliceDesk = {
      open: () => this.open(id),
      close: () => this.close(id),
      delete: () => this.delete(id),
    };
    const queue = this.queues.get(id) ?? new Mutex();
    this.queues.set(id, queue);
    return queue
      .run(() => work(desk))
      .finally(() => {
        if (queue.length === 0) this.queues.delete(id);
      });
  }

  /** Where the bytes lie, for reading up to what was acknowledged. */
  mediaPath(id: string): string {
    return this.pathOf(id, mediaEnding);
  }

  /** Where the finished file may be written before it is handed over; deleted with the rest. */
  outputPath(id: string): string {
    return this.pathOf(id, outputEnding);
  }

  /** Ids of all recordings of which anything lies here. */
  async list(): Promise<readonly string[]> {
    const names = await readdir(this.folder);
    const ids = names
      .map((name) => name.slice(0, name.indexOf('.')))
      .filter((id) => safeId.test(id));
    return [...new Set(ids)];
  }

  /** Closes all files, after what is under way. */
  async closeAll(): Promise<void> {
    const ids = [...this.opened.keys()];
    await Promise.all(ids.map((id) => this.exclusively(id, (desk) => desk.close())));
  }

  private open(id: string): Promise<SliceLog> {
    const known = this.opened.get(id);
    if (known) return known;
    const opening = this.openFiles(id);
    this.opened.set(id, opening);
    // A failed opening is tried anew by the next caller; this caller hears of it through `opening` itself.
    opening.catch(() => this.opened.delete(id));
    return opening;
  }

  private async openFiles(id: string): Promise<SliceLog> {
    const media = await this.openFile(this.pathOf(id, mediaEnding));
    try {
      const journal = await this.openFile(this.pathOf(id, journalEnding));
      try {
        return await SliceLog.open(id, media, journal);
      } catch (error) {
        await journal.close();
        throw error;
      }
    } catch (error) {
      await media.close();
      throw error;
    }
  }

  private async close(id: string): Promise<void> {
    const known = this.opened.get(id);
    if (!known) return;
    this.opened.delete(id);
    await (await known).close();
  }

  private async delete(id: string): Promise<void> {
    await this.close(id);
    for (const ending of endings) await rm(this.pathOf(id, ending), { force: true });
    await syncFolder(this.folder);
  }

  private pathOf(id: string, ending: string): string {
    if (!safeId.test(id)) throw StorageError.unsafeName();
    return join(this.folder, `${id}${ending}`);
  }
}

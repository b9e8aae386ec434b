import { ChosenPlace } from '../disk/chosen-place';
import { FileTransferWorker } from '../disk/file-transfer-worker';
import type { FolderEntry } from '../disk/pack-folder';
import { PackedFolder } from '../disk/packed-folder';
import { sweepKeptFiles } from '../disk/sweep-kept-files';
import { usualFolder } from '../disk/kept-folder';
import { filesDirectory } from '../disk/private-directory';
import { BrowserPerson, joinPeople, knownFile, shareFile, startWorker } from './browser-party';

/** What a test of the disk does in one page: Alice, who has the file in memory, and Bob, who keeps what comes. */
export class DiskPage {
  readonly worker = new FileTransferWorker(startWorker());
  readonly alice = new BrowserPerson(this.worker);
  readonly bob = new BrowserPerson(this.worker, usualFolder);

  constructor(readonly sizeBytes: number) {}

  /** The same bytes in every page, under a new share. */
  share() {
    return shareFile(this.alice, [this.bob], knownFile(this.sizeBytes));
  }

  join() {
    return joinPeople(this.alice, this.bob);
  }

  /** Bob has half of it and holds on. Alice hardly sends any more by then: however late he holds on, there is a half. */
  async half(): Promise<{ readonly shareId: string; readonly keptBytes: number }> {
    const { alice, bob, sizeBytes } = this;
    const { sent } = await this.join();
    const isHalfSent = sent.left.reached(sizeBytes / 2 + sizeBytes / 16);
    const { shareId } = await this.share();
    bob.transfers.download(shareId);
    await isHalfSent;
    alice.transfers.setLinkSpeed(bob.id, sizeBytes / 1_000);
    await bob.until(shareId, ({ verifiedBytes }) => verifiedBytes >= sizeBytes / 2);
    bob.transfers.pause(shareId);
    const { verifiedBytes } = await bob.until(shareId, ({ phase }) => phase === 'paused');
    alice.transfers.setLinkSpeed(bob.id, null);
    return { shareId, keptBytes: verifiedBytes };
  }
}

/** A file that stands for what a save dialog gives. */
export async function chosenHandle(name: string): Promise<FileSystemFileHandle> {
  return (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
}

export async function chosenPlace(name: string): Promise<ChosenPlace> {
  return new ChosenPlace(await chosenHandle(name));
}

/** What a file of the private file system holds; null where it is not there. */
export async function sizeAt(name: string): Promise<number | null> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(name).catch(() => null);
  return handle && (await handle.getFile()).size;
}

/** Names of the folders of kept files. */
export async function keptFolders(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(filesDirectory, { create: true });
  const kept = await all.getDirectoryHandle(usualFolder, { create: true });
  return namesIn(kept);
}

/** What a version before this one left: a folder for each seat. */
export async function leaveAsEarlierVersion(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(filesDirectory, { create: true });
  await all.getDirectoryHandle(name, { create: true });
}

export async function earlierFolders(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(filesDirectory, { create: true });
  return (await namesIn(all)).filter((name) => name !== usualFolder);
}

async function namesIn(directory: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  return names;
}

export function sweep(nowMs: number, maxAgeMs: number): Promise<void> {
  return sweepKeptFiles({ storage: navigator.storage, locks: navigator.locks, nowMs, maxAgeMs });
}

/** Packs a folder and gives the zip as base64. */
export async function packed(id: string, entries: readonly FolderEntry[]): Promise<string> {
  const worker = new FileTransferWorker(startWorker());
  const folder = await PackedFolder.pack(entries, { worker, id });
  const again = await PackedFolder.find({ id });
  const bytes = new Uint8Array(await folder.file.arrayBuffer());
  await again?.discard();
  await folder.discard();
  worker.close();
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export { BrowserPerson, joinPeople };

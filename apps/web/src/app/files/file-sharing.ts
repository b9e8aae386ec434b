import { inject } from '@angular/core';
import { type FileShare, takesFile } from '@parley/contract';
import { describeFile, type FileTransfers, type ReadOptions } from '@parley/file-transfer';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { newId } from '../meeting/new-id';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { fileLimit, files as text } from '../text/files.en';
import { explainTransfer } from './explain-transfer';
import { type Disk, fileTransferPorts, type Packed } from './file-transfer-ports';
import { Preparations } from './preparations';
import type { ChosenFile, FolderEntry } from './shared-file';
import { findSource, type FoundSource, keepSource } from './source-again';

/** What is announced: a file under its own name, or a packed folder under the folder's. */
interface Announcing {
  readonly id: string;
  readonly to: string | null;
  readonly name: string;
  readonly file: File;
}

/** Own files: read, announced, served, and after a reload served again. Needs an injection context. Lifetime: until `close`. */
export class FileSharing {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #ports = inject(fileTransferPorts);
  readonly #preparing = new Preparations();
  readonly #served = new Set<string>();
  readonly #packed = new Map<string, Packed>();
  readonly preparations = this.#preparing.all;

  constructor(
    private readonly transfers: FileTransfers,
    private readonly disk: Disk,
  ) {}

  async share(files: readonly (File | ChosenFile)[], to: string | null): Promise<void> {
    for (const one of files)
      await this.#shareFile('handle' in one ? one : { file: one, handle: null }, to);
  }

  async shareFolder(
    folderName: string,
    entries: readonly FolderEntry[],
    to: string | null,
  ): Promise<void> {
    const [id, name] = [newId(), `${folderName}.zip`];
    const sizeBytes = entries.reduce((sum, { file }) => sum + file.size, 0);
    if (this.#refuses(name, sizeBytes)) return;
    await this.#preparing.run({ id, name, sizeBytes }, async (options) => {
      try {
        const packed = await this.disk.pack(id, entries, options);
        this.#packed.set(id, packed);
        await this.#announce({ id, to, name, file: packed.file }, options);
      } catch (error) {
        this.#explain(name, sizeBytes, error);
        this.forget(id);
      }
    });
  }

  /** Serves an own share again, asking the person for whatever it needs. Never rejects: says what went wrong. */
  async wake(share: FileShare): Promise<void> {
    const { name } = share.manifest;
    try {
      const source = await findSource(share, { ...this.#ports, disk: this.disk, mayAsk: true });
      if (source && !(await this.#serveAgain(share, source)))
        this.#toasts.show(text.notTheSame(name));
    } catch (error) {
      explainTransfer(this.#toasts, (reason) => text.notShared(name, reason), error);
    }
  }

  /** The same after a reload, where it needs nobody. Otherwise the share sleeps until `wake`. */
  async wakeByItself(share: FileShare): Promise<void> {
    if (this.#served.has(share.id)) return;
    try {
      const source = await findSource(share, { ...this.#ports, disk: this.disk, mayAsk: false });
      if (source) await this.#serveAgain(share, source);
    } catch (error) {
      console.warn('files: not served again', error);
    }
  }

  cancelPreparation(id: string): void {
    this.#preparing.cancel(id);
  }

  async withdraw(shareId: string): Promise<void> {
    try {
      await this.#client.request('files:withdraw-share', { id: shareId });
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }

  /** The share is gone: so is what it was served from, as far as that was only made for it. */
  forget(shareId: string): void {
    this.#letGo(shareId).catch((error: unknown) => console.warn('files: not let go', error));
  }

  async close(): Promise<void> {
    this.#preparing.close();
    await Promise.all([...this.#served, ...this.#packed.keys()].map((id) => this.#letGo(id)));
  }

  async #shareFile({ file, handle }: ChosenFile, to: string | null): Promise<void> {
    const { name, size: sizeBytes } = file;
    const id = newId();
    if (this.#refuses(name, sizeBytes)) return;
    await this.#preparing.run({ id, name, sizeBytes }, async (options) => {
      try {
        await this.#announce({ id, to, name, file }, options);
        if (handle) await keepSource(this.#ports.sources, id, handle);
      } catch (error) {
        this.#explain(name, sizeBytes, error);
      }
    });
  }

  async #announce({ id, to, name, file }: Announcing, options: ReadOptions): Promise<void> {
    const { hasher } = this.disk;
    const { manifest, pieceHashes } = await describeFile(file, { name, hasher, ...options });
    // Served before it is announced, so that nobody asks too early.
    this.transfers.offer(id, to, manifest, pieceHashes, file);
    this.#served.add(id);
    try {
      await this.#client.request('files:announce-share', { id, to, manifest });
    } catch (error) {
      this.#served.delete(id);
      this.transfers.removeShare(id);
      throw error;
    }
  }

  /** False where the file is not the announced one. */
  async #serveAgain(share: FileShare, { file, handle, packed }: FoundSource): Promise<boolean> {
    const { id, to, manifest } = share;
    if (packed) this.#packed.set(id, packed);
    if (file.size !== manifest.sizeBytes) return false;
    const { name, sizeBytes, pieceSizeBytes, rootHash } = manifest;
    let isSame = false;
    await this.#preparing.run({ id, name, sizeBytes }, async (options) => {
      const { hasher } = this.disk;
      const found = await describeFile(file, { name, pieceSizeBytes, hasher, ...options });
      isSame = found.manifest.rootHash === rootHash;
      if (!isSame || this.#served.has(id)) return;
      this.transfers.offer(id, to, manifest, found.pieceHashes, file);
      this.#served.add(id);
    });
    if (isSame && handle) await keepSource(this.#ports.sources, id, handle);
    return isSame;
  }

  /** Says so before a long file is read in vain. */
  #refuses(name: string, sizeBytes: number): boolean {
    const largestFileBytes = this.#meeting.state()?.largestFileBytes ?? null;
    if (largestFileBytes === null || takesFile(largestFileBytes, sizeBytes)) return false;
    this.#toasts.show(text.notShared(name, fileLimit(largestFileBytes)));
    return true;
  }

  #explain(name: string, sizeBytes: number, error: unknown): void {
    // The limit may have come while the file was read.
    if (this.#refuses(name, sizeBytes)) return;
    explainTransfer(this.#toasts, (reason) => text.notShared(name, reason), error);
  }

  async #letGo(shareId: string): Promise<void> {
    const packed = this.#packed.get(shareId);
    const isOwn = this.#served.delete(shareId);
    this.#packed.delete(shareId);
    await packed?.discard();
    if (isOwn) await this.#ports.sources.forget(shareId);
  }
}

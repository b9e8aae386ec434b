import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { type FileShare, takesFile } from '@parley/contract';
import {
  describeFile,
  type FileHasher,
  FileTransfers,
  TransferError,
  type TransferState,
} from '@parley/file-transfer';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge } from '../meeting/mesh-bridge';
import { newId } from '../meeting/new-id';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { fileLimit, files as text, transferErrors } from '../text/files.en';
import { fileTransferPorts } from './file-transfer-ports';
import type { ChosenFile, FolderEntry, Preparation, SharedFile } from './shared-file';

export type { SharedFile } from './shared-file';

interface Running {
  readonly transfers: FileTransfers;
  readonly hasher: FileHasher;
}

/**
 * Joins the file library to the meeting: shares are announced through the server, bytes go through the `files` channels.
 * Lifetime: one meeting; its end closes every transfer and deletes what was stored.
 */
@Injectable()
export class FilesStore {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #bridge = inject(MeshBridge);
  readonly #toasts = inject(Toasts);
  readonly #ports = inject(fileTransferPorts);
  readonly #states = signal<readonly TransferState[]>([]);
  readonly #preparations = signal<readonly Preparation[]>([]);
  readonly #aborts = new Map<string, AbortController>();
  readonly #known = new Set<string>();
  #run: Running | null = null;
  #end: (() => void) | null = null;

  readonly preparations = this.#preparations.asReadonly();
  /** Newest first. */
  readonly shared = computed<readonly SharedFile[]>(() => {
    const states = new Map(this.#states().map((state) => [state.shareId, state]));
    const shares = this.#meeting.state()?.shares ?? [];
    return shares.map((share) => this.#asShared(share, states.get(share.id) ?? null)).reverse();
  });

  constructor() {
    effect(() => {
      const shares = this.#meeting.state()?.shares ?? [];
      untracked(() => this.#followShares(shares));
    });
    inject(DestroyRef).onDestroy(() => {
      for (const abort of this.#aborts.values()) abort.abort();
      this.#end?.();
    });
  }

  /** Whether the browser lets a download go straight to a chosen place. */
  readonly canChoosePlace = false;

  /** Reads, then announces each file to everyone (`to` null) or to one. Never rejects: says what went wrong. */
  async share(files: readonly (File | ChosenFile)[], to: string | null = null): Promise<void> {
    for (const file of files.map((one) => ('handle' in one ? one.file : one)))
      if (!this.#refuses(file)) await this.#shareOne(file, to);
  }

  /** Shares a folder as one `name.zip`, packed on disk. Never rejects: says what went wrong. */
  async shareFolder(
    _name: string,
    entries: readonly FolderEntry[],
    to: string | null = null,
  ): Promise<void> {
    await this.share(
      entries.map(({ file }) => file),
      to,
    );
  }

  /**
   * Serves an own share again after a reload. To be called on a click: the browser may ask for permission, or the same
   * file has to be chosen once more. Never rejects: says what went wrong.
   */
  async wake(_shareId: string): Promise<void> {
    await Promise.resolve();
  }

  /**
   * Takes a share straight to a place that the person chooses. To be called on a click, where `canChoosePlace`. Does
   * nothing when no place was chosen. Such a download does not outlast a reload; `cancel` leaves nothing behind.
   */
  async downloadTo(shareId: string): Promise<void> {
    await Promise.resolve();
    this.download(shareId);
  }

  /** Pauses everything that is being received. */
  pauseAll(): void {
    for (const { shareId } of this.#receiving('receiving')) this.pause(shareId);
  }

  /** Goes on with everything that is paused or failed. */
  resumeAll(): void {
    for (const { shareId } of this.#receiving('paused', 'failed')) this.resume(shareId);
  }

  download(shareId: string): void {
    this.#run?.transfers.download(shareId);
  }

  pause(shareId: string): void {
    this.#run?.transfers.pause(shareId);
  }

  resume(shareId: string): void {
    this.#run?.transfers.resume(shareId);
  }

  cancel(shareId: string): void {
    this.#run?.transfers.cancel(shareId);
  }

  cancelPreparation(id: string): void {
    this.#aborts.get(id)?.abort();
  }

  /** Hands the verified file to the browser's own saving, from disk. */
  async save({ share }: SharedFile): Promise<void> {
    try {
      const file = await this.#run?.transfers.save(share.id);
      if (file) this.#ports.saveAs(file, share.manifest.name);
    } catch (error) {
      this.#explain((reason) => text.notSaved(share.manifest.name, reason), error);
    }
  }

  /** Takes an own share back for everyone. */
  async withdraw(shareId: string): Promise<void> {
    try {
      await this.#client.request('files:withdraw-share', { id: shareId });
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }

  #receiving(...phases: readonly TransferState['phase'][]): readonly TransferState[] {
    return this.#states().filter(
      ({ direction, phase }) => direction === 'receiving' && phases.includes(phase),
    );
  }

  #asShared(share: FileShare, transfer: TransferState | null): SharedFile {
    const isOwn = share.from === this.#meeting.state()?.self;
    const isAsleep = isOwn && transfer?.direction === 'receiving' && transfer.phase !== 'verified';
    return { share, transfer, isAsleep, preview: null, place: null };
  }

  /** The library starts with the first file: most meetings have none, and joining is quicker without its worker. */
  #running(): Running | null {
    const selfId = this.#meeting.self()?.id;
    if (this.#run || selfId === undefined) return this.#run;
    const disk = this.#ports.openDisk(selfId);
    const transfers = new FileTransfers({
      selfId,
      store: disk.store,
      clock: this.#ports.clock,
      onChange: (states) => this.#states.set(states),
      onPeerDropped: (participantId) => console.warn('files: not listening to', participantId),
    });
    const stop = this.#bridge.observeFileChannels({
      opened: (participantId, channel) => transfers.attach(participantId, channel),
      closed: (participantId) => transfers.detach(participantId),
      paced: (participantId, bytesPerSecond) =>
        transfers.setLinkSpeed(participantId, bytesPerSecond),
    });
    this.#end = () => {
      stop();
      transfers.close().catch((error: unknown) => console.warn('files: not tidied up', error));
      disk.close();
    };
    this.#run = { transfers, hasher: disk.hasher };
    return this.#run;
  }

  /** What the server lists is what there is: new ones are added, missing ones withdrawn. */
  #followShares(shares: readonly FileShare[]): void {
    if (shares.length === 0 && this.#known.size === 0) return;
    const transfers = this.#running()?.transfers;
    if (!transfers) return;
    const listed = new Set(shares.map(({ id }) => id));
    for (const id of this.#known)
      if (!listed.has(id)) {
        this.#known.delete(id);
        transfers.removeShare(id);
      }
    for (const share of shares) if (!this.#known.has(share.id)) this.#welcome(transfers, share);
  }

  #welcome(transfers: FileTransfers, share: FileShare): void {
    this.#known.add(share.id);
    transfers.addShare(share);
  }

  async #shareOne(file: File, to: string | null): Promise<void> {
    const run = this.#running();
    if (!run) return;
    const id = newId();
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#prepare({ id, name: file.name, sizeBytes: file.size, hashedBytes: 0 });
    try {
      const { manifest, pieceHashes } = await describeFile(file, {
        signal: abort.signal,
        hasher: run.hasher,
        onProgress: (hashedBytes) =>
          this.#prepare({ id, name: file.name, sizeBytes: file.size, hashedBytes }),
      });
      // Served before it is announced, so that nobody asks too early.
      run.transfers.offer(id, to, manifest, pieceHashes, file);
      await this.#client.request('files:announce-share', { id, to, manifest });
    } catch (error) {
      run.transfers.removeShare(id);
      // The limit may have come while the file was read.
      if (!this.#refuses(file)) this.#explain((reason) => text.notShared(file.name, reason), error);
    } finally {
      this.#aborts.delete(id);
      this.#preparations.update((all) => all.filter((one) => one.id !== id));
    }
  }

  /** Says so before a long file is read in vain. */
  #refuses({ name, size }: File): boolean {
    const largestFileBytes = this.#meeting.state()?.largestFileBytes ?? null;
    if (largestFileBytes === null || takesFile(largestFileBytes, size)) return false;
    this.#toasts.show(text.notShared(name, fileLimit(largestFileBytes)));
    return true;
  }

  #prepare(preparation: Preparation): void {
    this.#preparations.update((all) =>
      all.some(({ id }) => id === preparation.id)
        ? all.map((one) => (one.id === preparation.id ? preparation : one))
        : [...all, preparation],
    );
  }

  #explain(sentence: (reason: string) => string, error: unknown): void {
    if (!(error instanceof TransferError)) {
      this.#toasts.show(sentence(sentenceFor(ParleyFailure.from(error))));
    } else if (error.code !== 'aborted') {
      this.#toasts.show(sentence(transferErrors[error.code] ?? sentenceFor({ code: 'internal' })));
    }
  }
}

import { computed, DOCUMENT, inject, signal } from '@angular/core';
import type { FileShare } from '@parley/contract';
import {
  defaultPace,
  FileTransfers,
  type TransferPhase,
  type TransferState,
} from '@parley/file-transfer';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge } from '../meeting/mesh-bridge';
import { Toasts } from '../shell/toasts';
import { files as text } from '../text/files.en';
import { explainTransfer } from './explain-transfer';
import { FileSharing } from './file-sharing';
import { fileTransferPorts } from './file-transfer-ports';
import { injectFileRelay } from './relay-http';
import { isSmallImage, Previews } from './previews';
import { RememberedDownloads } from './remembered-downloads';
import type { SharedFile } from './shared-file';
import { voicesBesideFiles } from './voices-beside-files';

/**
 * Joins the file library to the meeting: what the server announced can be taken, bytes go through the `files` channels.
 * What this seat was downloading before a reload goes on by itself. Needs an injection context. Lifetime: until `close`.
 */
export class MeetingFiles {
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #ports = inject(fileTransferPorts);
  readonly #disk = this.#ports.openDisk();
  readonly #transfers: FileTransfers;
  readonly #states = signal<ReadonlyMap<string, TransferState>>(new Map());
  /** Names of the chosen places that shares are written to. */
  readonly #places = signal<ReadonlyMap<string, string>>(new Map());
  readonly #known = new Map<string, FileShare>();
  readonly #hashes = new Map<string, Promise<string>>();
  readonly #previews = new Previews((file) => this.#ports.drawPreview(file));
  readonly #remembered: RememberedDownloads;
  readonly #stopObserving: () => void;
  readonly sharing: FileSharing;
  readonly #receiving = computed(() =>
    [...this.#states().values()].filter(({ direction }) => direction === 'receiving'),
  );

  constructor(private readonly selfId: string) {
    const storage = inject(DOCUMENT).defaultView?.sessionStorage;
    this.#remembered = new RememberedDownloads(storage, selfId);
    this.#transfers = new FileTransfers({
      selfId,
      store: this.#disk.store,
      clock: this.#ports.clock,
      relay: injectFileRelay(),
      onChange: (states) => this.#take(states),
      onPeerDropped: (participantId) => console.warn('files: not listening to', participantId),
    });
    this.#transfers.setPace({ ...defaultPace, yieldsToVoices: inject(voicesBesideFiles) });
    this.sharing = new FileSharing(this.#transfers, this.#disk);
    const transfers = this.#transfers;
    this.#stopObserving = inject(MeshBridge).observeFileChannels({
      opened: (participantId, channel) => transfers.attach(participantId, channel),
      closed: (participantId) => transfers.detach(participantId),
      paced: (participantId, bytesPerSecond) =>
        transfers.setLinkSpeed(participantId, bytesPerSecond),
    });
  }

  view(share: FileShare): SharedFile {
    const transfer = this.#states().get(share.id) ?? null;
    const isAsleep =
      share.from === this.selfId &&
      transfer?.direction === 'receiving' &&
      transfer.phase !== 'verified';
    const place = this.#places().get(share.id) ?? null;
    return { share, transfer, isAsleep, preview: this.#previews.find(share.id), place };
  }

  /** What the server lists is what there is: new ones are added, missing ones withdrawn. */
  follow(): void {
    const shares = this.#meeting.state()?.shares ?? [];
    const listed = new Set(shares.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!listed.has(id)) this.#drop(id);
    for (const share of shares) if (!this.#known.has(share.id)) this.#welcome(share);
  }

  download(shareId: string): void {
    this.#transfers.download(shareId);
  }

  async downloadTo(shareId: string): Promise<void> {
    const name = this.#known.get(shareId)?.manifest.name ?? '';
    try {
      const place = await this.#ports.choosePlace(name);
      if (!place) return;
      this.#places.update((all) => new Map(all).set(shareId, place.name));
      this.#transfers.download(shareId, place);
    } catch (error) {
      explainTransfer(this.#toasts, (reason) => text.notSaved(name, reason), error);
    }
  }

  pause(shareId: string): void {
    this.#transfers.pause(shareId);
  }

  resume(shareId: string): void {
    this.#transfers.resume(shareId);
  }

  cancel(shareId: string): void {
    this.#transfers.cancel(shareId);
    this.#places.update((all) => new Map([...all].filter(([id]) => id !== shareId)));
  }

  pauseAll(): void {
    for (const shareId of this.#receivingIn('receiving')) this.pause(shareId);
  }

  resumeAll(): void {
    for (const shareId of this.#receivingIn('paused', 'failed')) this.resume(shareId);
  }

  async wake(shareId: string): Promise<void> {
    const share = this.#known.get(shareId);
    if (share) await this.sharing.wake(share);
  }

  async save({ id, manifest: { name } }: FileShare): Promise<void> {
    try {
      this.#ports.saveAs(await this.#transfers.save(id), name);
    } catch (error) {
      explainTransfer(this.#toasts, (reason) => text.notSaved(name, reason), error);
    }
  }

  /** The SHA-256 of a whole file that is here, from its bytes and nobody's word; made once. Rejects with TransferError. */
  sha256(shareId: string): Promise<string> {
    const found = this.#hashes.get(shareId) ?? this.#hash(shareId);
    this.#hashes.set(shareId, found);
    found.catch(() => this.#hashes.delete(shareId));
    return found;
  }

  /** The meeting is left: pieces stay for another day, whole files are deleted. Never rejects. */
  async close(): Promise<void> {
    this.#stopObserving();
    this.#remembered.clear();
    this.#previews.close();
    try {
      await Promise.all([this.#transfers.close(), this.sharing.close()]);
    } catch (error) {
      console.warn('files: not tidied up', error);
    } finally {
      this.#disk.close();
    }
  }

  #welcome(share: FileShare): void {
    const { id } = share;
    this.#known.set(id, share);
    const before = this.#remembered.find(id);
    this.#transfers.addShare(share);
    const isOwn = share.from === this.selfId;
    if (isOwn) void this.sharing.wakeByItself(share);
    const isShownUnasked = !isOwn && isSmallImage(share) && this.#previews.hasRoom();
    if (before !== null || isShownUnasked) this.#transfers.download(id);
    if (before === 'paused') this.#transfers.pause(id);
  }

  #drop(shareId: string): void {
    this.#known.delete(shareId);
    this.#remembered.forget(shareId);
    this.#previews.forget(shareId);
    this.#hashes.delete(shareId);
    this.#transfers.removeShare(shareId);
    this.sharing.forget(shareId);
  }

  async #hash(shareId: string): Promise<string> {
    return this.#disk.hasher.sha256(await this.#transfers.save(shareId), {});
  }

  #take(states: readonly TransferState[]): void {
    this.#states.set(new Map(states.map((state) => [state.shareId, state])));
    this.#remembered.note(states.filter(({ shareId }) => !this.#places().has(shareId)));
    for (const { shareId, phase, direction } of states) {
      const share = this.#known.get(shareId);
      if (share && isSmallImage(share) && (phase === 'verified' || direction === 'sending'))
        void this.#previews.show(share, () => this.#transfers.save(shareId));
    }
  }

  #receivingIn(...phases: readonly TransferPhase[]): readonly string[] {
    return this.#receiving()
      .filter(({ phase }) => phases.includes(phase))
      .map(({ shareId }) => shareId);
  }
}

import {
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  Injector,
  runInInjectionContext,
  signal,
  untracked,
} from '@angular/core';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import type { MeetingFiles } from './meeting-files';
import type { ChosenFile, FolderEntry, SharedFile } from './shared-file';

export type { SharedFile } from './shared-file';

/**
 * The files of one meeting, as its pages ask for them. What does the work (`MeetingFiles`) comes with the first file: most
 * meetings have none, and joining is quicker without it. Lifetime: one meeting.
 */
@Injectable()
export class FilesStore {
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #injector = inject(Injector);
  readonly #files = signal<MeetingFiles | null>(null);
  #loading: Promise<MeetingFiles | null> | null = null;
  #isOver = false;

  /** Whether the browser lets a download go straight to a chosen place. */
  readonly canChoosePlace = 'showSaveFilePicker' in (inject(DOCUMENT).defaultView ?? {});
  readonly preparations = computed(() => this.#files()?.sharing.preparations() ?? []);
  /** Newest first. */
  readonly shared = computed<readonly SharedFile[]>(() => {
    const files = this.#files();
    const shares = this.#meeting.state()?.shares ?? [];
    const unknown = { transfer: null, isAsleep: false, preview: null, place: null };
    return shares.map((share) => files?.view(share) ?? { share, ...unknown }).reverse();
  });

  constructor() {
    effect(() => {
      const shares = this.#meeting.state()?.shares ?? [];
      if (shares.length > 0 || untracked(this.#files))
        untracked(() => void this.#use((files) => files.follow()));
    });
    inject(DestroyRef).onDestroy(() => {
      this.#isOver = true;
      void this.#files()?.close();
    });
  }

  /** Reads, then announces each file to everyone (`to` null) or to one. Never rejects: says what went wrong. */
  share(files: readonly (File | ChosenFile)[], to: string | null = null): Promise<void> {
    return this.#use(({ sharing }) => sharing.share(files, to));
  }

  /** Shares a folder as one `name.zip`, packed on disk. Never rejects: says what went wrong. */
  shareFolder(
    name: string,
    entries: readonly FolderEntry[],
    to: string | null = null,
  ): Promise<void> {
    return this.#use(({ sharing }) => sharing.shareFolder(name, entries, to));
  }

  /**
   * Serves an own share again after a reload. To be called on a click: the browser may ask for permission, or the same
   * file has to be chosen once more. Never rejects: says what went wrong.
   */
  wake(shareId: string): Promise<void> {
    return this.#use((files) => files.wake(shareId));
  }

  /**
   * Takes a share straight to a place that the person chooses. To be called on a click, where `canChoosePlace`. Does
   * nothing when no place was chosen. Such a download does not outlast a reload; `cancel` leaves nothing behind.
   */
  downloadTo(shareId: string): Promise<void> {
    return this.#use((files) => files.downloadTo(shareId));
  }

  download(shareId: string): void {
    void this.#use((files) => files.download(shareId));
  }

  pause(shareId: string): void {
    void this.#use((files) => files.pause(shareId));
  }

  /** Goes on after a pause or a failure. */
  resume(shareId: string): void {
    void this.#use((files) => files.resume(shareId));
  }

  cancel(shareId: string): void {
    void this.#use((files) => files.cancel(shareId));
  }

  /** Pauses everything that is being received. */
  pauseAll(): void {
    void this.#use((files) => files.pauseAll());
  }

  /** Goes on with everything that is paused or failed. */
  resumeAll(): void {
    void this.#use((files) => files.resumeAll());
  }

  cancelPreparation(id: string): void {
    this.#files()?.sharing.cancelPreparation(id);
  }

  /** Hands the verified file to the browser's own saving, from disk. Never rejects: says what went wrong. */
  save({ share }: SharedFile): Promise<void> {
    return this.#use((files) => files.save(share));
  }

  /** The SHA-256 of a file that is whole on this device; null where it cannot be read any more. Large files take a while. */
  async sha256({ share }: SharedFile): Promise<string | null> {
    const files = this.#files() ?? (await this.#load());
    return files?.sha256(share.id).catch(() => null) ?? null;
  }

  /** Takes an own share back for everyone. Never rejects: says what went wrong. */
  withdraw(shareId: string): Promise<void> {
    return this.#use(({ sharing }) => sharing.withdraw(shareId));
  }

  /** At once where it can be: some things may only be asked of a browser on a click. */
  async #use(act: (files: MeetingFiles) => Promise<void> | void): Promise<void> {
    const files = this.#files() ?? (await this.#load());
    if (files) await act(files);
  }

  #load(): Promise<MeetingFiles | null> {
    const selfId = this.#meeting.state()?.self;
    if (selfId === undefined) return Promise.resolve(null);
    this.#loading ??= this.#begin(selfId).catch((error: unknown) => {
      this.#loading = null;
      this.#toasts.show(sentenceFor(ParleyFailure.offline(error)));
      return null;
    });
    return this.#loading;
  }

  async #begin(selfId: string): Promise<MeetingFiles | null> {
    const { MeetingFiles } = await import('./meeting-files');
    if (this.#isOver) return null;
    const files = runInInjectionContext(this.#injector, () => new MeetingFiles(selfId));
    this.#files.set(files);
    return files;
  }
}

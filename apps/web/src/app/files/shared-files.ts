import { Component, computed, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Button, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { fileLimit, files } from '../text/files.en';
import { heldBack } from '../text/liberties.en';
import { sharedFiles as text } from '../text/shared-files.en';
import { FileRow } from './file-row';
import { FilesStore } from './files-store';
import { shareChosen } from './folder-shares';
import { PreparationRow } from './preparation-row';

/** Every file shared in the meeting, newest first: take, pause, save; share one's own. */
@Component({
  selector: 'parley-shared-files',
  imports: [Button, FileRow, Icon, MatMenu, MatMenuItem, MatMenuTrigger, PreparationRow],
  templateUrl: './shared-files.html',
  styleUrl: './shared-files.css',
})
export class SharedFiles {
  protected readonly store = inject(FilesStore);
  protected readonly meeting = inject(MeetingStore);
  protected readonly text = text;
  protected readonly dropHere = files.dropHere;
  protected readonly heldBack = heldBack['share-files'];
  protected readonly fileLimit = fileLimit;
  readonly #toasts = inject(Toasts);
  protected readonly canShareFolder = 'webkitdirectory' in HTMLInputElement.prototype;

  readonly #phases = computed(() =>
    this.store
      .shared()
      .flatMap(({ transfer }) => (transfer?.direction === 'receiving' ? [transfer.phase] : [])),
  );
  protected readonly receiving = computed(() => this.#count('receiving'));
  protected readonly halted = computed(() => this.#count('paused'));
  /** With one file its own buttons do. */
  protected readonly areSeveral = computed(() => this.receiving() + this.halted() > 1);

  protected share(chooser: HTMLInputElement): void {
    if (chooser.files) void this.store.share(Array.from(chooser.files));
    chooser.value = '';
  }

  protected shareFolder(chooser: HTMLInputElement): void {
    const sharing = { files: this.store, toasts: this.#toasts };
    if (chooser.files) void shareChosen(sharing, Array.from(chooser.files));
    chooser.value = '';
  }

  #count(phase: string): number {
    return this.#phases().filter((one) => one === phase).length;
  }
}

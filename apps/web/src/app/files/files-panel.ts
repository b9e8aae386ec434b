import { Component, inject } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { sizeInWords } from '../text/amounts.en';
import { fileLimit, files } from '../text/files.en';
import { heldBack } from '../text/liberties.en';
import { FileRow } from './file-row';
import { FilesStore } from './files-store';

/** Every file shared in the meeting: take, pause, save; share one's own. */
@Component({
  selector: 'parley-files-panel',
  imports: [Button, FileRow, Icon],
  templateUrl: './files-panel.html',
  styleUrl: './files-panel.css',
})
export class FilesPanel {
  protected readonly store = inject(FilesStore);
  protected readonly meeting = inject(MeetingStore);
  protected readonly text = files;
  protected readonly heldBack = heldBack['share-files'];
  protected readonly fileLimit = fileLimit;
  protected readonly sizeInWords = sizeInWords;

  protected share(chooser: HTMLInputElement): void {
    if (chooser.files) void this.store.share(Array.from(chooser.files));
    chooser.value = '';
  }
}

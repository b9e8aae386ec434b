import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Dialogs } from '../shell/dialogs';
import { Toasts } from '../shell/toasts';
import { recordings } from '../text/recordings.en';
import { RenameDialog, type RenameDialogData } from './rename-dialog';
import { ShareDialog, type ShareDialogData } from './share-dialog';

/** Renaming and sharing, each with its dialog. */
@Injectable()
export class RecordingDialogs {
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  /** Says whether it was renamed. `save` makes it so on the server. */
  async rename(title: string, save: (title: string) => Promise<unknown>): Promise<boolean> {
    const dialog = this.dialogs.open<RenameDialog, RenameDialogData, boolean>(RenameDialog, {
      data: { title, save },
      width: '480px',
    });
    const isRenamed = (await firstValueFrom(dialog.beforeClosed())) === true;
    if (isRenamed) this.toasts.show(recordings.renamed);
    return isRenamed;
  }

  share({ id, title }: ShareDialogData): void {
    this.dialogs.open<ShareDialog, ShareDialogData>(ShareDialog, {
      data: { id, title },
      width: '760px',
      panelClass: 'page-on-phone',
    });
  }
}

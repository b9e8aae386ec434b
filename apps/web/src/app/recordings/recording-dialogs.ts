import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ParleyFailure } from '../api/parley-failure';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';
import { RenameDialog, type RenameDialogData } from './rename-dialog';

/** Renaming and deleting, each with its dialog and its word afterwards. */
@Injectable()
export class RecordingDialogs {
  private readonly dialogs = inject(MatDialog);
  private readonly confirmation = inject(Confirmation);
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

  /** Says whether it was deleted. `remove` makes it so on the server. */
  async delete(title: string, remove: () => Promise<unknown>): Promise<boolean> {
    const isSure = await this.confirmation.ask({
      heading: recordings.deleteHeading(title),
      text: recordings.deleteText,
      action: recordings.delete,
    });
    if (!isSure) return false;
    try {
      await remove();
      this.toasts.show(recordings.deleted(title));
      return true;
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
      return false;
    }
  }
}

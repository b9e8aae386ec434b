import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Account } from '@parley/contract';
import { Dialogs } from '../shell/dialogs';
import { Toasts } from '../shell/toasts';
import { account } from '../text/account.en';

/** The dialogs of the account page, each loaded when it is wanted. */
@Injectable({ providedIn: 'root' })
export class AccountDialogs {
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  async changePicture(): Promise<void> {
    const { PictureDialog } = await import('./picture-dialog');
    const dialog = this.dialogs.open<unknown, unknown, boolean>(PictureDialog, { width: '480px' });
    if ((await firstValueFrom(dialog.beforeClosed())) === true)
      this.toasts.show(account.pictureSaved);
  }

  /** True where the account is gone. */
  async deleteAccount(data: Account): Promise<boolean> {
    const { DeletionDialog } = await import('./deletion-dialog');
    const dialog = this.dialogs.open<unknown, Account, boolean>(DeletionDialog, {
      data,
      width: '480px',
    });
    return (await firstValueFrom(dialog.beforeClosed())) === true;
  }
}

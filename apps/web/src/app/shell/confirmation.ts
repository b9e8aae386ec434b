import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog, type Question } from './confirm-dialog';

/** Asks once more before something that cannot be undone. */
@Injectable({ providedIn: 'root' })
export class Confirmation {
  private readonly dialogs = inject(MatDialog);

  /** True when the person pressed the action; false for Cancel, Escape and a press beside the dialog. */
  async ask(question: Question): Promise<boolean> {
    const dialog = this.dialogs.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      role: 'dialog',
      width: '440px',
      ariaDescribedBy: 'confirm-text',
    });
    return (await firstValueFrom(dialog.beforeClosed())) === true;
  }
}

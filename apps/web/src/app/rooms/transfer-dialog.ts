import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Email, type Room } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { Submission } from '../api/submission';
import { FormDialog } from '../shell/form-dialog';
import { transfer as text } from '../text/room-links.en';

export interface TransferData {
  readonly room: Room;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly transfer: (email: string) => Promise<unknown>;
}

/** Asks who gets the room, and says what that means. Closes with true when it is done. */
@Component({
  selector: 'parley-transfer-dialog',
  imports: [Field, FieldControl, FormDialog],
  template: `
    <parley-form-dialog
      kind="danger"
      [heading]="text.heading(data.room.name)"
      [submission]="submission"
      [action]="text.action"
      (submitted)="give()"
    >
      <p>{{ text.text }}</p>
      <ui-field [label]="text.email" [error]="problem()">
        <input uiControl type="email" autocomplete="off" [(value)]="email" />
      </ui-field>
    </parley-form-dialog>
  `,
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class TransferDialog {
  protected readonly data = inject<TransferData>(MAT_DIALOG_DATA);
  readonly #dialog = inject<MatDialogRef<TransferDialog, boolean>>(MatDialogRef);
  protected readonly text = text;
  protected readonly submission = new Submission();
  protected readonly email = signal('');
  protected readonly problem = signal('');

  protected async give(): Promise<void> {
    const email = Email.safeParse(this.email());
    this.problem.set(email.success ? '' : text.emailWrong);
    if (!email.success) return;
    if (await this.submission.run(() => this.data.transfer(email.data))) this.#dialog.close(true);
  }
}

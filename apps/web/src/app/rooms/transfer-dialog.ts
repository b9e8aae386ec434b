import { Component, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Email, type Room } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { transfer as text } from '../text/room-links.en';

export interface TransferData {
  readonly room: Room;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly transfer: (email: string) => Promise<unknown>;
}

/** Asks who gets the room, and says what that means. Closes with true when it is done. */
@Component({
  selector: 'parley-transfer-dialog',
  imports: [
    Button,
    Field,
    FieldControl,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
  ],
  template: `
    <form novalidate (submit)="give($event)">
      <h2 mat-dialog-title>{{ text.heading(data.room.name) }}</h2>
      <mat-dialog-content>
        <div class="fields">
          @if (submission.failure(); as failure) {
            <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
          }
          <p>{{ text.text }}</p>
          <ui-field [label]="text.email" [error]="problem()">
            <input uiControl type="email" autocomplete="off" [(value)]="email" />
          </ui-field>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions>
        <button type="button" uiButton [mat-dialog-close]="false">{{ cancel }}</button>
        <button type="submit" uiButton kind="danger" [attr.aria-disabled]="submission.isBusy()">
          {{ text.action }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    p {
      margin: 0;
    }
  `,
})
export class TransferDialog {
  protected readonly data = inject<TransferData>(MAT_DIALOG_DATA);
  readonly #dialog = inject<MatDialogRef<TransferDialog, boolean>>(MatDialogRef);
  protected readonly text = text;
  protected readonly cancel = common.cancel;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly email = signal('');
  protected readonly problem = signal('');

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    const email = Email.safeParse(this.email());
    this.problem.set(email.success ? '' : text.emailWrong);
    if (!email.success) return;
    if (await this.submission.run(() => this.data.transfer(email.data))) this.#dialog.close(true);
  }
}

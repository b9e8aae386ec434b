import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { PasskeyName } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { passkeys, waysIn } from '../text/passkeys.en';
import { PasskeyTrouble } from '../auth/passkey-browser';

export interface PasskeyDialogData {
  /** Null for a new passkey. */
  readonly name: string | null;
  /** Makes it so; the dialog stays open, with the reason, while this throws ParleyFailure or PasskeyTrouble. */
  readonly save: (name: string) => Promise<unknown>;
}

/** What a passkey is called, new or known. Closes with true when saved. */
@Component({
  selector: 'parley-passkey-dialog',
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
    <form novalidate (submit)="save($event)">
      <h2 mat-dialog-title>{{ isNew ? text.newHeading : text.renameHeading }}</h2>
      <mat-dialog-content>
        <div class="fields">
          @if (sentence(); as why) {
            <ui-notice role="alert" tone="danger">{{ why }}</ui-notice>
          }
          @if (isNew) {
            <p class="soft">{{ text.newText }}</p>
          }
          <ui-field [label]="text.name" [hint]="text.nameHint" [error]="nameError()">
            <input uiControl name="passkey-name" autocomplete="off" [(value)]="name" />
          </ui-field>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions>
        <button type="button" uiButton mat-dialog-close>{{ cancel }}</button>
        <button type="submit" uiButton kind="primary" [attr.aria-disabled]="submission.isBusy()">
          {{ isNew ? text.goOn : text.save }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
      padding-top: var(--space-2);
    }
    p {
      margin: 0;
    }
  `,
})
export class PasskeyDialog {
  private readonly data = inject<PasskeyDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<PasskeyDialog, boolean>>(MatDialogRef);
  private readonly wasTried = signal(false);
  private readonly note = signal('');
  protected readonly text = passkeys;
  protected readonly cancel = common.cancel;
  protected readonly submission = new Submission();
  protected readonly isNew = this.data.name === null;
  protected readonly name = signal(this.data.name ?? '');
  protected readonly nameError = computed(() =>
    this.wasTried() && !PasskeyName.safeParse(this.name()).success ? passkeys.nameWrong : '',
  );
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    return failure ? sentenceFor(failure) : this.note();
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    if (this.nameError() !== '') return;
    this.note.set('');
    const isDone = await this.submission.run(() => this.orNote());
    if (isDone && this.note() === '') this.dialog.close(true);
  }

  private async orNote(): Promise<void> {
    try {
      await this.data.save(this.name());
    } catch (error) {
      if (!(error instanceof PasskeyTrouble)) throw error;
      const isKnown = error.reason === 'known-already';
      this.note.set(isKnown ? waysIn.knownAlready : waysIn.noPasskeyUsed);
    }
  }
}

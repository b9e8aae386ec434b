import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { PasskeyName } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { Submission } from '../api/submission';
import { FormDialog } from '../shell/form-dialog';
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
  imports: [Field, FieldControl, FormDialog],
  template: `
    <parley-form-dialog
      [heading]="isNew ? text.newHeading : text.renameHeading"
      [submission]="submission"
      [problem]="sentence()"
      [action]="isNew ? text.goOn : text.save"
      (submitted)="save()"
    >
      @if (isNew) {
        <p class="soft">{{ text.newText }}</p>
      }
      <ui-field [label]="text.name" [hint]="text.nameHint" [error]="nameError()">
        <input uiControl name="passkey-name" autocomplete="off" [(value)]="name" />
      </ui-field>
    </parley-form-dialog>
  `,
  styles: `
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

  protected async save(): Promise<void> {
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

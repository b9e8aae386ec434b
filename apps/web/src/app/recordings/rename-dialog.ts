import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { RecordingTitle } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { Submission } from '../api/submission';
import { FormDialog } from '../shell/form-dialog';
import { common } from '../text/common.en';
import { recordings } from '../text/recordings.en';

export interface RenameDialogData {
  readonly title: string;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly save: (title: string) => Promise<unknown>;
}

/** One field with the title of a recording. Closes with true when saved. */
@Component({
  selector: 'parley-rename-dialog',
  imports: [Field, FieldControl, FormDialog],
  template: `
    <parley-form-dialog
      [heading]="text.renameHeading"
      [submission]="submission"
      [action]="text.save"
      [busyAction]="text.saving"
      (submitted)="save()"
    >
      <ui-field [label]="text.title" [error]="error()">
        <input uiControl autocomplete="off" [(value)]="title" />
      </ui-field>
    </parley-form-dialog>
  `,
})
export class RenameDialog {
  private readonly data = inject<RenameDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<RenameDialog, boolean>>(MatDialogRef);
  private readonly wasTried = signal(false);
  protected readonly text = { ...common, ...recordings };
  protected readonly submission = new Submission();
  protected readonly title = signal(this.data.title);
  protected readonly error = computed(() =>
    this.wasTried() && !RecordingTitle.safeParse(this.title()).success ? recordings.titleWrong : '',
  );

  protected async save(): Promise<void> {
    this.wasTried.set(true);
    if (this.error() !== '') return;
    if (await this.submission.run(() => this.data.save(this.title()))) this.dialog.close(true);
  }
}

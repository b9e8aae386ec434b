import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { RecordingTitle } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';

export interface RenameDialogData {
  readonly title: string;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly save: (title: string) => Promise<unknown>;
}

/** One field with the title of a recording. Closes with true when saved. */
@Component({
  selector: 'parley-rename-dialog',
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
      <h2 mat-dialog-title>{{ text.renameHeading }}</h2>
      <mat-dialog-content>
        @if (submission.failure(); as failure) {
          <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
        }
        <ui-field [label]="text.title" [error]="error()">
          <input uiControl autocomplete="off" [(value)]="title" />
        </ui-field>
      </mat-dialog-content>
      <mat-dialog-actions>
        <button type="button" uiButton [mat-dialog-close]="false">{{ text.cancel }}</button>
        <button type="submit" uiButton kind="primary" [attr.aria-disabled]="submission.isBusy()">
          {{ submission.isBusy() ? text.saving : text.save }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    ui-notice {
      margin-bottom: var(--space-4);
    }
    ui-field {
      padding-top: var(--space-1);
    }
  `,
})
export class RenameDialog {
  private readonly data = inject<RenameDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<RenameDialog, boolean>>(MatDialogRef);
  private readonly wasTried = signal(false);
  protected readonly text = { ...common, ...recordings };
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly title = signal(this.data.title);
  protected readonly error = computed(() =>
    this.wasTried() && !RecordingTitle.safeParse(this.title()).success ? recordings.titleWrong : '',
  );

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    if (this.error() !== '') return;
    if (await this.submission.run(() => this.data.save(this.title()))) this.dialog.close(true);
  }
}

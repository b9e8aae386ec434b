import { Component, inject, type Injector } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button } from '@parley/ui';
import { firstValueFrom } from 'rxjs';
import { common } from '../text/common.en';
import { Dialogs } from './dialogs';

export interface Question {
  readonly heading: string;
  readonly text: string;
  /** The verb on the button that does it. */
  readonly action: string;
}

/** One question with two answers; the harmless one has the focus. */
@Component({
  selector: 'parley-confirm-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question.heading }}</h2>
    <mat-dialog-content id="confirm-text">{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton [mat-dialog-close]="false">{{ cancel }}</button>
      <button type="button" uiButton kind="danger" [mat-dialog-close]="true">
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly cancel = common.cancel;
}

/** True when the person pressed the action. */
export async function openConfirmDialog(injector: Injector, question: Question): Promise<boolean> {
  const dialog = injector.get(Dialogs).open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
    data: question,
    role: 'dialog',
    width: '440px',
    ariaDescribedBy: 'confirm-text',
  });
  return (await firstValueFrom(dialog.beforeClosed())) === true;
}

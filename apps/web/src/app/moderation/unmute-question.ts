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
import { LocalMediaStore } from '../media/local-media-store';
import { MeetingStore } from '../meeting/meeting-store';
import { Dialogs } from '../shell/dialogs';
import { unmuteText } from '../text/moderation.en';

const questionId = 'unmute-question';

interface Asked {
  readonly by: string;
  /** They were not allowed to until now. */
  readonly isAllowed: boolean;
}

/** Staying muted is first, has the focus, and is what Escape does. */
@Component({
  selector: 'parley-unmute-question',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ asked.isAllowed ? text.allowed(asked.by) : text.asked(asked.by) }}</h2>
    <mat-dialog-content id="unmute-text">{{ text.text }}</mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton [mat-dialog-close]="false">{{ text.stay }}</button>
      <button type="button" uiButton kind="primary" [mat-dialog-close]="true">
        {{ text.unmute }}
      </button>
    </mat-dialog-actions>
  `,
})
export class UnmuteQuestion {
  protected readonly asked = inject<Asked>(MAT_DIALOG_DATA);
  protected readonly text = unmuteText;
}

/** Asks, and unmutes only where the answer is yes and a moderator has not changed their mind meanwhile. */
export async function askToUnmute(injector: Injector, asked: Asked): Promise<void> {
  const dialogs = injector.get(Dialogs);
  // Two moderators may ask at once: one question is enough.
  if (dialogs.isOpen(questionId)) return;
  const dialog = dialogs.open<UnmuteQuestion, Asked, boolean>(UnmuteQuestion, {
    data: asked,
    id: questionId,
    role: 'dialog',
    width: '440px',
    ariaDescribedBy: 'unmute-text',
  });
  const isYes = (await firstValueFrom(dialog.beforeClosed())) === true;
  if (isYes && injector.get(MeetingStore).may('unmute'))
    injector.get(LocalMediaStore).setWanted('microphone', true);
}

import { Component, computed, input, output } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button, Notice } from '@parley/ui';
import type { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';

/**
 * A dialog that is one form: heading, what went wrong the last time, the fields between its tags, and two buttons.
 * `Cancel` closes the dialog with false; what is sent, and whether it closes then, is for whoever hears `submitted`.
 */
@Component({
  selector: 'parley-form-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, Notice],
  template: `
    <form novalidate (submit)="submit($event)">
      <h2 mat-dialog-title>{{ heading() }}</h2>
      <mat-dialog-content>
        <div class="fields">
          @if (trouble(); as why) {
            <ui-notice role="alert" tone="danger">{{ why }}</ui-notice>
          }
          <ng-content />
        </div>
      </mat-dialog-content>
      <mat-dialog-actions>
        <button type="button" uiButton [mat-dialog-close]="false">{{ cancel }}</button>
        @if (action(); as verb) {
          <button
            type="submit"
            uiButton
            [kind]="kind()"
            [attr.aria-disabled]="submission().isBusy()"
          >
            {{ submission().isBusy() ? (busyAction() ?? verb) : verb }}
          </button>
        }
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    :host {
      display: contents;
    }
    .fields {
      display: grid;
      gap: var(--space-4);
      padding-top: var(--space-2);
    }
  `,
})
export class FormDialog {
  readonly heading = input.required<string>();
  readonly submission = input.required<Submission>();
  /** The verb on the button that sends the form; null where there is nothing to send. */
  readonly action = input.required<string | null>();
  /** What the button says meanwhile; the verb where it is short. */
  readonly busyAction = input<string>();
  readonly kind = input<'primary' | 'danger'>('primary');
  /** What to say instead of the submission's own failure; empty for nothing. */
  readonly problem = input<string>();
  readonly submitted = output();
  protected readonly cancel = common.cancel;
  protected readonly trouble = computed(() => {
    const failure = this.submission().failure();
    return this.problem() ?? (failure ? sentenceFor(failure) : '');
  });

  protected submit(event: Event): void {
    event.preventDefault();
    this.submitted.emit();
  }
}

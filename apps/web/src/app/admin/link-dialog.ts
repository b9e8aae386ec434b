import { Component, inject } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button, Field, FieldControl, Icon } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { admin } from '../text/admin.en';

export interface LinkDialogData {
  readonly heading: string;
  readonly text: string;
  readonly link: string;
}

/** A link that is shown once, to be copied. */
@Component({
  selector: 'parley-link-dialog',
  imports: [
    Button,
    Field,
    FieldControl,
    Icon,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
  ],
  template: `
    <h2 mat-dialog-title>{{ data.heading }}</h2>
    <mat-dialog-content>
      <p>{{ data.text }}</p>
      <ui-field [label]="text.link">
        <input #field uiControl readonly [value]="data.link" (focus)="field.select()" />
      </ui-field>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton [mat-dialog-close]="true">{{ text.done }}</button>
      <button type="button" uiButton kind="primary" (click)="copy()">
        <ui-icon name="copy" [size]="18" />{{ text.copyLink }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 var(--space-4);
    }
  `,
})
export class LinkDialog {
  private readonly copier = inject(LinkCopier);
  protected readonly data = inject<LinkDialogData>(MAT_DIALOG_DATA);
  protected readonly text = admin;

  protected copy(): void {
    void this.copier.copy(this.data.link);
  }
}

import { Component, effect, ElementRef, inject, signal, viewChild } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { MakeRecordingShare, NewRecordingShare, RecordingShare } from '@parley/contract';
import { Button, Icon, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { Confirmation } from '../shell/confirmation';
import { LinkCopier } from '../shell/link-copier';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { shares } from '../text/recording-shares.en';
import { RecordingSharesClient } from './recording-shares-client';
import { ShareForm } from './share-form';

export interface ShareDialogData {
  readonly id: string;
  readonly title: string;
}

/** A recording's links: made, told once, counted, taken back. */
@Component({
  selector: 'parley-share-dialog',
  imports: [
    Button,
    Icon,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    ShareForm,
  ],
  templateUrl: './share-dialog.html',
  styleUrl: './share-dialog.css',
})
export class ShareDialog {
  private readonly client = inject(RecordingSharesClient);
  private readonly confirmation = inject(Confirmation);
  private readonly copier = inject(LinkCopier);
  private readonly copyButton = viewChild<string, ElementRef<HTMLElement>>('copyButton', {
    read: ElementRef,
  });
  private readonly form = viewChild.required(ShareForm);
  protected readonly recording = inject<ShareDialogData>(MAT_DIALOG_DATA);
  protected readonly text = { ...common, ...shares };
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly links = signal<readonly RecordingShare[]>([]);
  protected readonly made = signal<NewRecordingShare | null>(null);

  constructor() {
    // A new link stands above what was filled in for it: the focus brings it into sight, and it is the one thing to do.
    effect(() => this.copyButton()?.nativeElement.focus());
    void this.submission.run(async () => this.links.set(await this.client.list(this.recording.id)));
  }

  protected factsOf(share: RecordingShare): string {
    return shares.facts(share, Date.now());
  }

  protected copy(link: string): void {
    void this.copier.copy(link);
  }

  protected async make(wanted: MakeRecordingShare): Promise<void> {
    await this.submission.run(async () => {
      const made = await this.client.make(this.recording.id, wanted);
      this.made.set(made);
      this.links.update((all) => [made, ...all]);
      this.form().clear();
    });
  }

  protected async revoke({ id, label }: RecordingShare): Promise<void> {
    const isSure = await this.confirmation.ask({
      heading: shares.revokeHeading(label),
      text: shares.revokeText,
      action: shares.revoke,
    });
    if (!isSure) return;
    await this.submission.run(async () => {
      await this.client.revoke(this.recording.id, id);
      this.links.update((all) => all.filter((one) => one.id !== id));
      if (this.made()?.id === id) this.made.set(null);
    });
  }
}

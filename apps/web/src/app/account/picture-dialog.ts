import { Component, inject, signal, viewChild } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button, Icon, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { picture as text } from '../text/account.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { AccountClient } from './account-client';
import { openPicture } from './picture-file';
import { PictureCamera } from './picture-camera';
import { PictureCrop } from './picture-crop';

type Step =
  | { readonly kind: 'choose' | 'camera' }
  | { readonly kind: 'crop'; readonly source: ImageBitmap; readonly from: 'file' | 'camera' };

/** A picture from a file or the camera, cut to a square here and drawn anew by the server. Closes with true when saved. */
@Component({
  selector: 'parley-picture-dialog',
  imports: [
    Button,
    Icon,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    PictureCamera,
    PictureCrop,
  ],
  templateUrl: './picture-dialog.html',
  styleUrl: './picture-dialog.css',
})
export class PictureDialog {
  private readonly client = inject(AccountClient);
  private readonly dialog = inject<MatDialogRef<PictureDialog, boolean>>(MatDialogRef);
  protected readonly text = text;
  protected readonly cancel = common.cancel;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly step = signal<Step>({ kind: 'choose' });
  protected readonly problem = signal('');
  private readonly crop = viewChild(PictureCrop);
  private readonly camera = viewChild(PictureCamera);

  protected async choose(event: Event): Promise<void> {
    const { target } = event;
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file || !(target instanceof HTMLInputElement)) return;
    // So that the same file can be chosen again.
    target.value = '';
    const opened = await openPicture(file);
    if (typeof opened === 'string') {
      this.problem.set(text[opened]);
      return;
    }
    this.cut(opened, 'file');
  }

  protected useCamera(): void {
    this.problem.set('');
    this.step.set({ kind: 'camera' });
  }

  protected cameraFailed(): void {
    this.problem.set(text.noCamera);
    this.step.set({ kind: 'choose' });
  }

  protected async take(): Promise<void> {
    const source = await this.camera()?.take();
    if (source) this.cut(source, 'camera');
  }

  protected async save(): Promise<void> {
    const crop = this.crop();
    if (!crop) return;
    const isSaved = await this.submission.run(async () =>
      this.client.setPicture(await crop.toBlob()),
    );
    if (isSaved) this.dialog.close(true);
  }

  private cut(source: ImageBitmap, from: 'file' | 'camera'): void {
    this.problem.set('');
    this.step.set({ kind: 'crop', source, from });
  }
}

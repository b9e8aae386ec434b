import { Component, DOCUMENT, inject, input } from '@angular/core';
import { Button } from '@parley/ui';
import { Submission } from '../api/submission';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { player } from '../text/player.en';
import { Mp4Maker } from './mp4-maker';

/** Downloads a recording as MP4, which is made when somebody first wants it. */
@Component({
  selector: 'parley-mp4-download',
  imports: [Button],
  template: `
    <button
      type="button"
      uiButton
      [attr.aria-disabled]="making.isBusy() ? true : null"
      (click)="download()"
    >
      {{ making.isBusy() ? text.makingMp4 : text.downloadMp4 }}
    </button>
    <span class="unseen" role="status">{{ making.isBusy() ? text.makingMp4 : '' }}</span>
  `,
})
export class Mp4Download {
  private readonly maker = inject(Mp4Maker);
  private readonly page = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);
  /** Where the file is played from, and where it is saved from. */
  readonly fileUrl = input.required<string>();
  readonly downloadUrl = input.required<string>();
  protected readonly text = player;
  protected readonly making = new Submission();

  protected async download(): Promise<void> {
    if (this.making.isBusy()) return;
    if (await this.making.run(() => this.maker.made(this.fileUrl()))) this.save();
    const failure = this.making.failure();
    if (failure !== null) this.toasts.show(sentenceFor(failure));
  }

  private save(): void {
    const link = this.page.createElement('a');
    link.href = this.downloadUrl();
    link.download = '';
    link.click();
  }
}

import { Component, inject, input } from '@angular/core';
import { Button } from '@parley/ui';
import { sharedFiles as text } from '../text/shared-files.en';
import { FileMark } from './file-mark';
import { FileName } from './file-name';
import { FileProgress } from './file-progress';
import { FilesStore } from './files-store';
import type { Preparation } from './shared-file';

/** An own file or folder that is read before it can be announced: how far, and a way out. */
@Component({
  // An attribute, so that the row stays a list item of its list.
  selector: 'li[parley-preparation-row]',
  imports: [Button, FileMark, FileName, FileProgress],
  template: `
    @let one = preparation();
    <parley-file-mark [name]="one.name" />
    <div class="about">
      <parley-file-name [name]="one.name" />
      <span class="origin">{{ text.preparing }}</span>
    </div>
    <div class="how">
      <parley-file-progress
        [name]="one.name"
        [doneBytes]="one.hashedBytes"
        [sizeBytes]="one.sizeBytes"
      />
      <div class="actions">
        <button
          type="button"
          class="aside"
          uiButton
          kind="quiet"
          (click)="store.cancelPreparation(one.id)"
        >
          {{ text.cancel }}
        </button>
      </div>
    </div>
  `,
  styleUrl: './file-row.css',
})
export class PreparationRow {
  readonly preparation = input.required<Preparation>();
  protected readonly store = inject(FilesStore);
  protected readonly text = text;
}

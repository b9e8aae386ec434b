import { Component, inject, type ViewContainerRef } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose } from '@angular/material/dialog';
import { Button, Icon } from '@parley/ui';
import { Dialogs } from '../shell/dialogs';
import { common } from '../text/common.en';
import { FileName } from './file-name';

export interface Preview {
  readonly name: string;
  readonly address: string;
}

/** A shared picture as large as the window has room for. Escape, a click beside it or its button close it. */
@Component({
  selector: 'parley-preview-dialog',
  imports: [Button, FileName, Icon, MatDialogClose],
  template: `
    <header>
      <parley-file-name [name]="preview.name" />
      <button type="button" uiButton kind="quiet" square matDialogClose [attr.aria-label]="close">
        <ui-icon name="close" [size]="18" />
      </button>
    </header>
    <img [src]="preview.address" [alt]="preview.name" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4) var(--space-4);
    }
    header {
      display: flex;
      align-items: center;
      gap: var(--space-3);
    }
    parley-file-name {
      flex: 1;
      min-width: 0;
    }
    img {
      display: block;
      max-width: 100%;
      max-height: calc(100dvh - 3 * var(--space-8));
      margin: auto;
      border-radius: var(--radius-s);
      object-fit: contain;
    }
  `,
})
export class PreviewDialog {
  protected readonly preview = inject<Preview>(MAT_DIALOG_DATA);
  protected readonly close = common.close;
}

/** @param place belongs to what shows the picture: the dialog goes with it. */
export function openPreview(place: ViewContainerRef, preview: Preview): void {
  place.injector.get(Dialogs).open(PreviewDialog, {
    data: preview,
    viewContainerRef: place,
    ariaLabel: preview.name,
    maxWidth: '96vw',
  });
}

import { Component, computed, inject, input, ViewContainerRef } from '@angular/core';
import { sharedFiles as text } from '../text/shared-files.en';
import { type FileKind, kindOfFile } from './file-kind';

const sheet = 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5';

/** Strokes on a grid of 24. Drawn here and not among the icons, because those come with the first page. */
const shapes: Readonly<Record<FileKind, string>> = {
  image:
    'M5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.500 1.500h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.500 4ZM4 16l4.500-4.500 4 4 2.500-2.500 5 4.500M14.500 8.500h.01',
  video:
    'M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.500 1.500h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.500 5ZM10 9.500v5l4.500-2.500L10 9.500Z',
  sound:
    'M9 17.500a2.500 2.500 0 1 1-5 0a2.500 2.500 0 0 1 5 0ZM9 17.500V6l11-2v11.500M20 15.500a2.500 2.500 0 1 1-5 0a2.500 2.500 0 0 1 5 0Z',
  document: `${sheet}M9 13h6M9 17h4`,
  table: `${sheet}M9 12.500h6v5H9ZM12 12.500v5M9 15h6`,
  archive: `${sheet}M10 5v.01M10 8v.01M10 11v.01M9 14h2v3.500H9Z`,
  program: 'M12 4L2.500 20.500h19L12 4ZM12 10v4.500M12 17.500v.01',
  other: sheet,
};

/** What stands before a file's name: the picture it shows, small, which opens; or a drawing of what it is. */
@Component({
  selector: 'parley-file-mark',
  host: { '[class.warned]': "kind() === 'program'" },
  template: `
    @if (preview(); as address) {
      <button type="button" [attr.aria-label]="text.look(name())" (click)="open(address)">
        <img alt="" [src]="address" />
      </button>
    } @else {
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path [attr.d]="shape()" />
      </svg>
    }
  `,
  styleUrl: './file-mark.css',
})
export class FileMark {
  readonly name = input.required<string>();
  /** Address of a picture of it, where there is one. */
  readonly preview = input<string | null>(null);
  protected readonly text = text;
  protected readonly kind = computed(() => kindOfFile(this.name()));
  protected readonly shape = computed(() => shapes[this.kind()]);
  readonly #place = inject(ViewContainerRef);

  protected async open(address: string): Promise<void> {
    const { openPreview } = await import('./preview-dialog');
    openPreview(this.#place, { name: this.name(), address });
  }
}

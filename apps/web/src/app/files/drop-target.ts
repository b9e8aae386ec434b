import { Directive, inject, signal } from '@angular/core';
import { MeetingStore } from '../meeting/meeting-store';
import { FilesStore } from './files-store';

/** Takes files dropped anywhere on the page, dialogs included, while its element is there: `#drop="parleyDropTarget"`. */
@Directive({
  selector: '[parleyDropTarget]',
  exportAs: 'parleyDropTarget',
  host: {
    '(document:dragenter)': 'enter($event)',
    '(document:dragover)': 'allow($event)',
    '(document:dragleave)': 'leave()',
    '(document:drop)': 'drop($event)',
  },
})
export class DropTarget {
  private readonly files = inject(FilesStore);
  private readonly meeting = inject(MeetingStore);
  private readonly depth = signal(0);

  /** True while files hover over the page, to say what dropping would do. */
  readonly isHovered = () => this.depth() > 0;

  protected enter(event: DragEvent): void {
    if (!bringsFiles(event) || !this.mayShare()) return;
    event.preventDefault();
    this.depth.update((depth) => depth + 1);
  }

  /** Refusing is our own doing too: left alone, the browser would leave the meeting to show the file. */
  protected allow(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer && !this.mayShare()) event.dataTransfer.dropEffect = 'none';
  }

  protected leave(): void {
    this.depth.update((depth) => Math.max(0, depth - 1));
  }

  protected drop(event: DragEvent): void {
    this.depth.set(0);
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (this.mayShare()) void this.files.share(Array.from(event.dataTransfer?.files ?? []));
  }

  private mayShare(): boolean {
    return this.meeting.may('share-files');
  }
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

import { Directive, inject, signal } from '@angular/core';
import { MeetingStore } from '../meeting/meeting-store';
import { FilesStore } from './files-store';

/** Takes files dropped anywhere on its element: `<main parleyDropTarget #drop="parleyDropTarget">`. */
@Directive({
  selector: '[parleyDropTarget]',
  exportAs: 'parleyDropTarget',
  host: {
    '(dragenter)': 'enter($event)',
    '(dragover)': 'allow($event)',
    '(dragleave)': 'leave()',
    '(drop)': 'drop($event)',
  },
})
export class DropTarget {
  private readonly files = inject(FilesStore);
  private readonly meeting = inject(MeetingStore);
  private readonly depth = signal(0);

  /** True while files hover over the element, to say what dropping would do. */
  readonly isHovered = () => this.depth() > 0;

  protected enter(event: DragEvent): void {
    if (!this.brings(event)) return;
    event.preventDefault();
    this.depth.update((depth) => depth + 1);
  }

  protected allow(event: DragEvent): void {
    if (this.brings(event)) event.preventDefault();
  }

  protected leave(): void {
    this.depth.update((depth) => Math.max(0, depth - 1));
  }

  protected drop(event: DragEvent): void {
    this.depth.set(0);
    if (!this.brings(event)) return;
    // Without this the browser would leave the meeting to show the file.
    event.preventDefault();
    void this.files.share(Array.from(event.dataTransfer?.files ?? []));
  }

  private brings(event: DragEvent): boolean {
    const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
    return hasFiles && this.meeting.may('share-files');
  }
}

import { Directive, inject, signal } from '@angular/core';
import { MeetingStore } from '../meeting/meeting-store';
import { Toasts } from '../shell/toasts';
import { droppedIn } from './dropped';
import { FilesStore } from './files-store';

/** Where files hover: over one person's tile or row, or anywhere else, which means everyone. */
export interface DropAim {
  readonly person: { readonly id: string; readonly name: string } | null;
  /** The tile or row; null for the whole page. */
  readonly place: Element | null;
}

/** A shared screen is no person: what is dropped on it is for everyone who sees it. */
export const personPlaces = '[data-participant-id]:not([data-source="screen_share"])';

/** Takes files and folders dropped anywhere on the page, dialogs included, while its element is there. */
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
  private readonly toasts = inject(Toasts);
  private depth = 0;
  readonly #aim = signal<DropAim | null>(null, {
    equal: (a, b) => a?.place === b?.place && a?.person?.id === b?.person?.id,
  });

  /** Not null while files hover over the page, to say what dropping would do. */
  readonly aim = this.#aim.asReadonly();

  protected enter(event: DragEvent): void {
    if (!bringsFiles(event) || !this.mayShare()) return;
    event.preventDefault();
    this.depth += 1;
    this.#aim.set(this.aimOf(event));
  }

  /** Refusing is our own doing too: left alone, the browser would leave the meeting to show the file. */
  protected allow(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer && !this.mayShare()) event.dataTransfer.dropEffect = 'none';
  }

  protected leave(): void {
    this.depth = Math.max(0, this.depth - 1);
    if (this.depth === 0) this.#aim.set(null);
  }

  protected drop(event: DragEvent): void {
    this.depth = 0;
    this.#aim.set(null);
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer && this.mayShare())
      void this.share(event.dataTransfer, this.aimOf(event).person?.id ?? null);
  }

  private async share(transfer: DataTransfer, to: string | null): Promise<void> {
    const dropped = droppedIn(transfer);
    const { files, toasts } = this;
    const chosen = await dropped.files;
    if (chosen.length > 0) await files.share(chosen, to);
    if (dropped.folders.length === 0) return;
    const { shareDropped } = await import('./folder-shares');
    for (const folder of dropped.folders) await shareDropped({ files, toasts }, folder, to);
  }

  private aimOf({ target }: DragEvent): DropAim {
    const place = target instanceof Element ? target.closest(personPlaces) : null;
    const id = place?.getAttribute('data-participant-id');
    const person = this.meeting.others().find((one) => one.id === id);
    return person ? { person, place } : { person: null, place: null };
  }

  private mayShare(): boolean {
    return this.meeting.may('share-files') && this.meeting.state()?.largestFileBytes !== 0;
  }
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Button } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { sharedFiles as text } from '../text/shared-files.en';
import { FilesStore } from './files-store';
import type { SharedFile } from './shared-file';

/** Up to here hashing takes no time worth saving; larger files are hashed when somebody looks. */
const hashedUnaskedBytes = 16 * 1024 * 1024;

/**
 * The SHA-256 of a whole file behind a disclosure, to compare with what others see or `sha256sum` prints. Made of the bytes
 * on this device, by this device.
 */
@Component({
  selector: 'parley-file-hash',
  imports: [Button],
  template: `
    <details (toggle)="isWanted.set(true)">
      <summary>{{ text.hash }}</summary>
      <div aria-live="polite">
        @if (sha256(); as hash) {
          <code>{{ hash }}</code>
          <button
            type="button"
            uiButton
            small
            [attr.aria-label]="text.copyThisHash"
            (click)="copy(hash)"
          >
            {{ text.copyHash }}
          </button>
        } @else {
          <span>{{ sha256() === null ? text.notHashed : text.hashing }}</span>
        }
      </div>
    </details>
  `,
  styleUrl: './disclosure.css',
  styles: `
    div {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      /* Two lines of a hash, also while it is worked out. */
      min-height: calc(3 * var(--text-xs) + 2 * var(--space-1));
      padding-block: var(--space-1);
    }
    span {
      color: var(--ink-soft);
      font-size: var(--text-s);
    }
    code {
      flex: 1;
      min-width: 0;
      font: var(--text-xs) / 1.5 var(--mono);
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class FileHash {
  /** Whole on this device. */
  readonly file = input.required<SharedFile>();
  protected readonly text = text;
  protected readonly isWanted = signal(false);
  /** Undefined until it is made; null where the file cannot be read any more. */
  protected readonly sha256 = signal<string | null | undefined>(undefined);
  readonly #store = inject(FilesStore);
  readonly #copier = inject(LinkCopier);
  readonly #isDue = computed(
    () => this.isWanted() || this.file().share.manifest.sizeBytes <= hashedUnaskedBytes,
  );

  constructor() {
    effect(() => {
      if (this.#isDue()) void untracked(() => this.#find());
    });
  }

  protected copy(hash: string): void {
    void this.#copier.copy(hash, text.hashCopied);
  }

  async #find(): Promise<void> {
    this.sha256.set(await this.#store.sha256(this.file()));
  }
}

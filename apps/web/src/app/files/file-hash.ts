import { Component, inject, input } from '@angular/core';
import { Button } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { sharedFiles as text } from '../text/shared-files.en';

/** The SHA-256 of a whole file behind a disclosure, to compare with what others see or `sha256sum` prints. */
@Component({
  selector: 'parley-file-hash',
  imports: [Button],
  template: `
    <details>
      <summary>{{ text.hash }}</summary>
      <div>
        <code>{{ sha256() }}</code>
        <button type="button" uiButton small [attr.aria-label]="text.copyThisHash" (click)="copy()">
          {{ text.copyHash }}
        </button>
      </div>
    </details>
  `,
  styleUrl: './disclosure.css',
  styles: `
    div {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      padding-block: var(--space-1);
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
  readonly sha256 = input.required<string>();
  protected readonly text = text;
  readonly #copier = inject(LinkCopier);

  protected copy(): void {
    void this.#copier.copy(this.sha256(), text.hashCopied);
  }
}

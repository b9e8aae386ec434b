import { Component, computed, input } from '@angular/core';
import type { RecordingUsage } from '@parley/contract';
import { sizeInWords } from '../text/amounts.en';
import { recordings } from '../text/recordings.en';

type Space = Pick<RecordingUsage, 'usedBytes' | 'quotaBytes'>;
/** From here on it is said what to do. */
const nearlyFull = 0.9;

/** How much room recordings take up, and of how much: nothing but a line of words where there is no bound. */
@Component({
  selector: 'parley-storage-meter',
  template: `
    <span class="words soft">{{ words() }}</span>
    @if (part(); as share) {
      <div
        role="meter"
        aria-valuemin="0"
        aria-valuemax="100"
        [class.near]="isNear()"
        [attr.aria-label]="label()"
        [attr.aria-valuenow]="percent()"
        [attr.aria-valuetext]="words()"
      >
        <span [style.width.%]="percent()"></span>
      </div>
    }
    @if (advice()) {
      <span class="advice" role="status">{{ advice() }}</span>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
      min-width: min(100%, 260px);
      font-size: var(--text-s);
    }
    [role='meter'] {
      height: var(--space-1);
      overflow: hidden;
      border-radius: var(--radius-round);
      background: var(--skeleton);
    }
    [role='meter'] span {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--accent);
    }
    .near span {
      background: var(--warn);
    }
    .advice {
      max-width: 40ch;
      color: var(--warn);
    }
  `,
})
export class StorageMeter {
  readonly space = input.required<Space>();
  /** Whose room it is. */
  readonly label = input.required<string>();
  protected readonly part = computed(() => {
    const { usedBytes, quotaBytes } = this.space();
    return quotaBytes === null ? null : { share: quotaBytes === 0 ? 1 : usedBytes / quotaBytes };
  });
  protected readonly percent = computed(() =>
    Math.min(100, Math.round((this.part()?.share ?? 0) * 100)),
  );
  protected readonly isNear = computed(() => (this.part()?.share ?? 0) >= nearlyFull);
  protected readonly words = computed(() => {
    const { usedBytes, quotaBytes } = this.space();
    return recordings.spaceUsed(
      this.label(),
      sizeInWords(usedBytes),
      quotaBytes === null ? null : sizeInWords(quotaBytes),
    );
  });
  protected readonly advice = computed(() => {
    const share = this.part()?.share ?? 0;
    if (share >= 1) return recordings.spaceFull;
    return this.isNear() ? recordings.spaceNear : '';
  });
}

import { Component, computed, input } from '@angular/core';
import { receiversInWords, sharedFiles as text } from '../text/shared-files.en';
import type { Receiver } from './receivers';

/** How many have an own file, and behind it each of them. */
@Component({
  selector: 'parley-file-receivers',
  template: `
    <details>
      <summary>{{ summary() }}</summary>
      <ul [attr.aria-label]="summary()">
        @for (one of receivers(); track one.id) {
          <li [class]="one.state">
            <bdi class="who">{{ one.name }}</bdi>
            <span class="how">{{ one.words }}</span>
            <span class="bar" aria-hidden="true"
              ><i [style.inline-size.%]="one.part * 100"></i
            ></span>
          </li>
        }
      </ul>
      @if (isHeldByOthers()) {
        <p>{{ text.heldByOthers }}</p>
      }
    </details>
  `,
  styleUrl: './file-receivers.css',
})
export class FileReceivers {
  readonly receivers = input.required<readonly Receiver[]>();
  /** Together they have all of it. */
  readonly isHeldByOthers = input(false);
  protected readonly text = text;
  private readonly having = computed(
    () => this.receivers().filter(({ state }) => state === 'verified').length,
  );
  private readonly underway = computed(
    () => this.receivers().filter(({ state }) => state === 'receiving').length,
  );

  protected readonly summary = computed(() => {
    const isTaken = this.receivers().some(({ state }) => state !== 'none');
    if (!isTaken) return text.offeredNobody;
    const words = receiversInWords(this.having(), this.receivers().length);
    return this.underway() > 0 ? `${words}, ${text.underway(this.underway())}` : words;
  });
}

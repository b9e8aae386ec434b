import { Component, computed, input } from '@angular/core';
import { sharedFiles as text } from '../text/shared-files.en';
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
      @if (goesOn()) {
        <p>{{ text.heldByOthers }}</p>
      }
    </details>
  `,
  styleUrls: ['./disclosure.css', './file-receivers.css'],
})
export class FileReceivers {
  readonly receivers = input.required<readonly Receiver[]>();
  /** All of them together. */
  readonly summary = input.required<string>();
  /** Between them they have every piece. */
  readonly isHeldByOthers = input(false);
  protected readonly text = text;
  /** Where everybody has the whole file, there is nothing that goes on. */
  protected readonly goesOn = computed(
    () => this.isHeldByOthers() && this.receivers().some(({ state }) => state === 'receiving'),
  );
}

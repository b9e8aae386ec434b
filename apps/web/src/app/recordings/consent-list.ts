import { Component, computed, input } from '@angular/core';
import type { RecordingTimeline } from '@parley/contract';
import { Icon } from '@parley/ui';
import { whenInWords } from '../text/amounts.en';
import { recordings } from '../text/recordings.en';

const icons = { agreed: 'check', declined: 'close', 'told-at-door': 'door' } as const;

/** Who agreed to be recorded and who did not, and when they said so. */
@Component({
  selector: 'parley-consent-list',
  imports: [Icon],
  template: `
    <div class="head">
      <div>
        <h2>{{ text.consents }}</h2>
        <p class="soft">{{ text.consentsHint }}</p>
      </div>
    </div>
    <ul [attr.aria-label]="text.consents">
      @for (row of rows(); track $index) {
        <li>
          <span class="who" dir="auto">{{ row.name }}</span>
          <span class="answer"> <ui-icon [name]="row.icon" [size]="16" />{{ row.answer }} </span>
          <time class="soft number" [attr.datetime]="row.at">{{ row.when }}</time>
        </li>
      }
    </ul>
  `,
  styleUrl: './side-list.css',
})
export class ConsentList {
  readonly consents = input.required<RecordingTimeline['consents']>();
  protected readonly text = recordings;
  protected readonly rows = computed(() => {
    const now = new Date();
    return this.consents().map(({ name, answer, at }) => ({
      ...{ name, at },
      icon: icons[answer],
      answer: recordings.answers[answer],
      when: whenInWords(new Date(at), now),
    }));
  });
}

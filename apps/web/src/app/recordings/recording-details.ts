import { Component, computed, inject, input } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { recordings } from '../text/recordings.en';
import type { RecordingView } from './recording-view';

/** What there is to know about a recording, and its number for whoever asks for it. */
@Component({
  selector: 'parley-recording-details',
  imports: [Button, Icon],
  template: `
    <h2>{{ text.details }}</h2>
    <dl>
      @for (fact of facts(); track fact.term) {
        <div>
          <dt class="soft">{{ fact.term }}</dt>
          <dd dir="auto">{{ fact.words }}</dd>
        </div>
      }
      <div>
        <dt class="soft">{{ text.number }}</dt>
        <dd class="number">
          <code>{{ recording().id }}</code>
          <button
            type="button"
            uiButton
            kind="quiet"
            square
            [attr.aria-label]="text.copyNumber"
            (click)="copyNumber()"
          >
            <ui-icon name="copy" [size]="18" />
          </button>
        </dd>
      </div>
    </dl>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4) var(--space-7);
      margin: 0;
    }
    dl > div {
      min-width: 0;
    }
    dt {
      font-size: var(--text-s);
    }
    dd {
      margin: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .number {
      display: flex;
      align-items: center;
      gap: var(--space-1);
      min-height: var(--space-5);
    }
    .number button {
      margin-block: calc((var(--space-5) - var(--target)) / 2);
    }
    code {
      font: 500 var(--text-s) / 1.4 var(--mono);
    }
  `,
})
export class RecordingDetails {
  private readonly copier = inject(LinkCopier);
  readonly recording = input.required<RecordingView>();
  protected readonly text = recordings;
  protected readonly facts = computed(() => {
    const { room, started, duration, size, inMeeting, layout, quality, unknownDuration } =
      recordings;
    const one = this.recording();
    return [
      { term: room, words: one.room },
      { term: started, words: one.startedInFull },
      { term: duration, words: one.duration || unknownDuration },
      { term: size, words: one.size },
      { term: inMeeting, words: one.people },
      { term: layout, words: one.layout },
      { term: quality, words: one.quality },
    ].filter(({ words }) => words !== '');
  });

  protected copyNumber(): void {
    void this.copier.copy(this.recording().id, recordings.numberCopied);
  }
}

import { Component, computed, inject } from '@angular/core';
import { Notice } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { keeping as text } from '../text/recording.en';

/** Says to everybody, for as long as it lasts, that the server has no room for the recording that goes on. */
@Component({
  selector: 'parley-keeping-banner',
  imports: [Notice],
  template: `
    <div role="status">
      @if (why(); as why) {
        <ui-notice tone="warn" [heading]="text.heading">{{ why }}</ui-notice>
      }
    </div>
  `,
  styles: `
    ui-notice {
      max-width: 960px;
      margin: 0 auto var(--space-2);
    }
  `,
})
export class KeepingBanner {
  readonly #meeting = inject(MeetingStore);
  protected readonly text = text;
  /** Whose device alone keeps it now, in words; empty while the server does. */
  protected readonly why = computed(() => {
    const state = this.#meeting.state();
    if (!state?.recording || state.recording.isKept) return '';
    const { participantId } = state.recording;
    if (participantId === state.self) return text.here;
    const recorder = this.#meeting.participants().find(({ id }) => id === participantId);
    return text.elsewhere(recorder?.name ?? '');
  });
}

import { Component, inject, output, signal } from '@angular/core';
import type { InterruptedRecording } from '@parley/recording';
import { Button, Notice } from '@parley/ui';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recording as text } from '../text/recording.en';
import { RecordingSender } from './recording-sender';

/** Offers to send what a crashed or closed tab left on this device. Nothing is drawn where nothing is left. */
@Component({
  selector: 'parley-interrupted-recordings',
  imports: [Button, Notice],
  template: `
    @for (one of found(); track one.recordingId) {
      <ui-notice role="alert" [heading]="text.interruptedHeading">
        {{ text.interruptedText(one.title, one.keptSlices, one.keptBytes) }}
        <button slot="action" type="button" uiButton kind="quiet" (click)="leaveFor(one)">
          {{ text.later }}
        </button>
        <button
          slot="action"
          type="button"
          uiButton
          kind="primary"
          [disabled]="working().has(one.recordingId)"
          (click)="recover(one)"
        >
          {{ working().has(one.recordingId) ? text.recovering : text.recover }}
        </button>
      </ui-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
  `,
})
export class InterruptedRecordings {
  private readonly sender = inject(RecordingSender);
  private readonly rest = inject(RestClient);
  private readonly toasts = inject(Toasts);
  /** The server has more than before: time to read the list anew. */
  readonly recovered = output<void>();
  protected readonly text = text;
  protected readonly found = signal<readonly InterruptedRecording[]>([]);
  protected readonly working = signal<ReadonlySet<string>>(new Set());

  constructor() {
    void this.look();
  }

  protected async recover({ recordingId, ticket }: InterruptedRecording): Promise<void> {
    this.working.update((all) => new Set(all).add(recordingId));
    try {
      const { recoverRecording } = await import('./recover-recording');
      const isComplete = await recoverRecording(this.sender, this.rest, { recordingId, ticket });
      this.toasts.show(isComplete ? text.recovered : text.serverKept);
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
    this.working.update((all) => new Set([...all].filter((id) => id !== recordingId)));
    await this.look();
    this.recovered.emit();
  }

  /** Until the next visit: it stays on this device. */
  protected leaveFor({ recordingId }: InterruptedRecording): void {
    this.found.update((all) => all.filter((one) => one.recordingId !== recordingId));
  }

  private async look(): Promise<void> {
    try {
      const { findInterrupted } = await import('./recover-recording');
      this.found.set(await findInterrupted(this.rest));
    } catch (error) {
      // A browser that lets nothing be kept, as some private windows, has nothing to offer either.
      console.warn('nothing to recover', error);
    }
  }
}

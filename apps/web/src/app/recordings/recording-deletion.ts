import { inject, Injectable, signal } from '@angular/core';
import { routes } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recordings } from '../text/recordings.en';

interface Deletable {
  readonly id: string;
  readonly title: string;
}

/** Long enough to think again; the server waits a little longer (`limits.recordingUndoMs`). */
const undoShownForMs = 20_000;

/** Deletes at once and offers the way back. Outlives the page that asked: the way back may be taken from another one. */
@Injectable({ providedIn: 'root' })
export class RecordingDeletion {
  private readonly rest = inject(RestClient);
  private readonly toasts = inject(Toasts);
  private readonly restorings = signal(0);
  /** Grows whenever something came back: time to read lists again. */
  readonly restored = this.restorings.asReadonly();

  /** Says whether all went through; what did is told with its way back, what did not with its reason. */
  async delete(recordingsToGo: readonly Deletable[]): Promise<boolean> {
    const gone: Deletable[] = [];
    const failure = await this.each(recordingsToGo, async (one) => {
      await this.rest.call(routes.deleteRecording, { params: { recordingId: one.id } });
      gone.push(one);
    });
    if (gone.length > 0)
      this.toasts.show(
        recordings.deleted(gone.map(({ title }) => title)),
        { label: recordings.undo, run: () => void this.restore(gone) },
        undoShownForMs,
      );
    if (failure !== null) this.toasts.show(sentenceFor(failure));
    return failure === null;
  }

  private async restore(gone: readonly Deletable[]): Promise<void> {
    const failure = await this.each(gone, async ({ id: recordingId }) => {
      await this.rest.call(routes.restoreRecording, { params: { recordingId } });
    });
    this.restorings.update((count) => count + 1);
    this.toasts.show(
      failure === null
        ? recordings.restored(gone.map(({ title }) => title))
        : recordings.restoreFailed,
    );
  }

  /** One after the other, until one fails. */
  private async each(
    all: readonly Deletable[],
    act: (one: Deletable) => Promise<void>,
  ): Promise<ParleyFailure | null> {
    try {
      for (const one of all) await act(one);
      return null;
    } catch (error) {
      return ParleyFailure.from(error);
    }
  }
}

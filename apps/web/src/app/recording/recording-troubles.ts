import { inject, Injectable } from '@angular/core';
import type { RecordingErrorCode } from '@parley/recording';
import { ParleyFailure } from '../api/parley-failure';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { recordingTroubles } from '../text/recording.en';

/** After these the recorder records nothing any more. */
const endings: readonly unknown[] = ['unsupported', 'recorder-failed', 'slice-lost'];
/** A recording along that nobody needed any more. */
const unneeded: readonly unknown[] = ['recording-closed', 'ticket-gone'];

/** Says what is wrong with the own recording. Lifetime: one meeting. */
@Injectable()
export class RecordingTroubles {
  readonly #toasts = inject(Toasts);
  #last: unknown = null;

  /** Says each trouble once, and nothing of one that passes by itself. True for one that ends the recording, once. */
  explain(error: unknown): boolean {
    if (error === this.#last) return false;
    this.#last = error;
    const code = codeOf(error);
    console.warn('recording', error);
    // Somebody was faster, and everybody sees it.
    if (code === 'recording-running') return false;
    const sentence =
      error instanceof ParleyFailure
        ? sentenceFor(error)
        : recordingTroubles[code as RecordingErrorCode];
    if (sentence !== undefined) this.#toasts.show(sentence);
    return endings.includes(code);
  }
}

/** True where the server wants nothing of a recording along any more. */
export const isUnneeded = (error: unknown): boolean => unneeded.includes(codeOf(error));

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

import { inject, Injectable, Injector } from '@angular/core';
import type { Question } from './confirm-dialog';

/** Asks once more before something that cannot be undone. The code for it comes with the first question. */
@Injectable({ providedIn: 'root' })
export class Confirmation {
  readonly #injector = inject(Injector);

  /** True when the person pressed the action; false for Cancel, Escape and a press beside the dialog. */
  async ask(question: Question): Promise<boolean> {
    const { openConfirmDialog } = await import('./confirm-dialog');
    return openConfirmDialog(this.#injector, question);
  }
}

import { inject, Injectable } from '@angular/core';
import { ParleyFailure } from '../api/parley-failure';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';

/** What is asked before an act, where it needs asking. */
interface Question {
  readonly heading: string;
  readonly text: string;
  readonly action: string;
}

/** Does one thing on the server and says in a few words how it went. */
@Injectable({ providedIn: 'root' })
export class AdminActs {
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);

  /** False where somebody thought better of it, or the server refused. */
  async run(act: () => Promise<unknown>, done: string, question?: Question): Promise<boolean> {
    if (question && !(await this.confirmation.ask(question))) return false;
    try {
      await act();
      if (done !== '') this.toasts.show(done);
      return true;
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
      return false;
    }
  }
}

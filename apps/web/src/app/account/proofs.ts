import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ParleyFailure } from '../api/parley-failure';
import { Dialogs } from '../shell/dialogs';

/** For what changes how the account is entered: the server wants a sign-in of a short while ago for it. */
@Injectable({ providedIn: 'root' })
export class Proofs {
  private readonly dialogs = inject(Dialogs);

  /** Does `work`, after a question where the server wants proof first. False where nobody would give it. */
  async for(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (ParleyFailure.from(error).code !== 'proof-needed') throw error;
    }
    if (!(await this.isGiven())) return false;
    await work();
    return true;
  }

  private async isGiven(): Promise<boolean> {
    const { ProofDialog } = await import('./proof-dialog');
    const dialog = this.dialogs.open<unknown, unknown, boolean>(ProofDialog, { width: '440px' });
    return (await firstValueFrom(dialog.beforeClosed())) === true;
  }
}

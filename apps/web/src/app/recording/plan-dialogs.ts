import { inject, Injectable, ViewContainerRef } from '@angular/core';
import type { RecordingPlan } from '@parley/contract';
import { firstValueFrom } from 'rxjs';
import { Dialogs } from '../shell/dialogs';

/** Asks what to record. Its code comes when it is first opened; the meeting's dialogs are closed with the meeting. */
@Injectable()
export class PlanDialogs {
  readonly #dialogs = inject(Dialogs);
  /** Gives the dialog the meeting's own stores. */
  readonly #place = inject(ViewContainerRef);

  /** Null where it was closed without starting. */
  async choose(): Promise<RecordingPlan | null> {
    const { PlanDialog } = await import('./plan-dialog');
    const dialog = this.#dialogs.open<unknown, unknown, RecordingPlan>(PlanDialog, {
      viewContainerRef: this.#place,
      width: '480px',
      autoFocus: '[cdkFocusInitial]',
    });
    return (await firstValueFrom(dialog.beforeClosed())) ?? null;
  }
}

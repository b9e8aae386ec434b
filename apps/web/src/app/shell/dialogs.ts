import type { ComponentType } from '@angular/cdk/overlay';
import { inject, Injectable } from '@angular/core';
import { MatDialog, type MatDialogConfig, type MatDialogRef } from '@angular/material/dialog';

/** Opens dialogs. Only what has one to open imports this: a door without dialogs loads nothing of them. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  readonly #dialogs = inject(MatDialog);

  /** As MatDialog's; the focus is in the dialog at once. */
  open<Shown, Data = unknown, Result = unknown>(
    component: ComponentType<Shown>,
    config: MatDialogConfig<Data>,
  ): MatDialogRef<Shown, Result> {
    // After the animation it would come back to the first field from wherever somebody is typing by then.
    return this.#dialogs.open(component, { delayFocusTrap: false, ...config });
  }

  isOpen(id: string): boolean {
    return this.#dialogs.getDialogById(id) !== undefined;
  }

  closeAll(): void {
    this.#dialogs.closeAll();
  }
}

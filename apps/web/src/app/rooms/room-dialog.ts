import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { type CreateRoom, RoomName } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { Submission } from '../api/submission';
import { FormDialog } from '../shell/form-dialog';
import { rooms } from '../text/rooms.en';
import { RoomSwitch } from './room-switch';

export interface RoomDialogData {
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly create: (room: CreateRoom) => Promise<unknown>;
}

/** What a new room needs at once: name, perhaps a password and a lobby. Closes with true when it is made. */
@Component({
  selector: 'parley-room-dialog',
  imports: [Field, FieldControl, FormDialog, RoomSwitch],
  templateUrl: './room-dialog.html',
  styles: `
    p {
      margin: 0;
      font-size: var(--text-s);
    }
  `,
})
export class RoomDialog {
  private readonly data = inject<RoomDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<RoomDialog, boolean>>(MatDialogRef);
  private readonly wasTried = signal(false);
  protected readonly text = rooms;
  protected readonly submission = new Submission();
  protected readonly name = signal('');
  protected readonly password = signal('');
  protected readonly hasLobby = signal(false);
  protected readonly nameError = computed(() =>
    this.wasTried() && !RoomName.safeParse(this.name()).success ? rooms.nameWrong : '',
  );

  protected async save(): Promise<void> {
    this.wasTried.set(true);
    if (this.nameError() !== '') return;
    const password = this.password();
    const room = {
      name: this.name(),
      hasLobby: this.hasLobby(),
      ...(password !== '' && { password }),
    };
    if (await this.submission.run(() => this.data.create(room))) this.dialog.close(true);
  }
}

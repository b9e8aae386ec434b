import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { type CreateRoom, RoomName } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { rooms } from '../text/rooms.en';
import { RoomSwitch } from './room-switch';

export interface RoomDialogData {
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly create: (room: CreateRoom) => Promise<unknown>;
}

/** What a new room needs at once: name, perhaps a password and a lobby. Closes with true when it is made. */
@Component({
  selector: 'parley-room-dialog',
  imports: [
    Button,
    Field,
    FieldControl,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    RoomSwitch,
  ],
  templateUrl: './room-dialog.html',
  styleUrl: './room-dialog.css',
})
export class RoomDialog {
  private readonly data = inject<RoomDialogData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<RoomDialog, boolean>>(MatDialogRef);
  private readonly wasTried = signal(false);
  protected readonly text = rooms;
  protected readonly cancel = common.cancel;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly name = signal('');
  protected readonly password = signal('');
  protected readonly hasLobby = signal(false);
  protected readonly nameError = computed(() =>
    this.wasTried() && !RoomName.safeParse(this.name()).success ? rooms.nameWrong : '',
  );

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
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

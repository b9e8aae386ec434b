import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import {
  type Ceilings,
  noCeilings,
  type Room,
  RoomName,
  type RoomPassword,
} from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import type * as z from 'zod';
import { CeilingFields } from '../media/ceiling-fields';
import { Submission } from '../api/submission';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { rooms } from '../text/rooms.en';

/** What the dialog hands over; `password` undefined means unchanged, null means taken away. */
export interface RoomSettings {
  readonly name: string;
  readonly password: z.input<typeof RoomPassword> | null | undefined;
  readonly hasLobby: boolean;
  readonly hidesAddresses: boolean;
  /** Undefined means unchanged. */
  readonly ceilings: Ceilings | undefined;
}

export interface RoomDialogData {
  /** Null for a new room. */
  readonly room: Room | null;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly save: (settings: RoomSettings) => Promise<unknown>;
}

/** Name, password, lobby, hidden addresses and ceilings of a room, new or existing. Closes with true when saved. */
@Component({
  selector: 'parley-room-dialog',
  imports: [
    Button,
    CeilingFields,
    Field,
    FieldControl,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatSlideToggle,
    Notice,
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
  protected readonly isNew = this.data.room === null;
  protected readonly name = signal(this.data.room?.name ?? '');
  protected readonly password = signal('');
  protected readonly hasLobby = signal(this.data.room?.hasLobby ?? false);
  protected readonly hidesAddresses = signal(this.data.room?.hidesAddresses ?? false);
  private readonly hadCeilings = this.data.room?.ceilings ?? noCeilings;
  protected readonly ceilings = signal(this.hadCeilings);
  protected readonly hadPassword = this.data.room?.hasPassword ?? false;
  protected readonly isPasswordRemoved = signal(false);
  protected readonly nameError = computed(() =>
    this.wasTried() && !RoomName.safeParse(this.name()).success ? rooms.nameWrong : '',
  );
  protected readonly passwordHint = computed(() => {
    if (!this.hadPassword) return rooms.passwordHintNew;
    return this.isPasswordRemoved() ? rooms.passwordHintRemoved : rooms.passwordHintSet;
  });
  protected readonly submitText = computed(() => {
    if (this.isNew) return this.submission.isBusy() ? rooms.creating : rooms.create;
    return this.submission.isBusy() ? rooms.saving : rooms.save;
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    if (this.nameError() !== '') return;
    const settings = {
      name: this.name(),
      password: this.isPasswordRemoved() ? null : this.password() || undefined,
      hasLobby: this.hasLobby(),
      hidesAddresses: this.hidesAddresses(),
      ceilings: this.ceilings() === this.hadCeilings ? undefined : this.ceilings(),
    };
    if (await this.submission.run(() => this.data.save(settings))) this.dialog.close(true);
  }

  protected togglePasswordRemoval(): void {
    this.isPasswordRemoved.update((isRemoved) => !isRemoved);
    this.password.set('');
  }
}

import { Component, computed, type ElementRef, inject, signal, viewChildren } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { type ChangeRoom, Liberty, type Room } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { CeilingFields } from '../media/ceiling-fields';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { libertyNames } from '../text/liberties.en';
import { rooms, roomSections } from '../text/rooms.en';
import { changeOf, formOf, problemsOf, type RoomForm, type Switch } from './room-form';
import { RoomFileLimit } from './room-file-limit';
import { RoomModerators } from './room-moderators';
import { RoomRecordingFields } from './room-recording-fields';
import { RoomSwitch } from './room-switch';

export interface RoomSettingsData {
  readonly room: Room;
  /** Makes it so on the server; the dialog stays open, with the reason, while this throws ParleyFailure. */
  readonly save: (change: ChangeRoom) => Promise<unknown>;
}

const entranceSwitches = ['hasLobby', 'allowsGuests', 'onlyInvited', 'waitsForHost'] as const;

/** Everything that a room's owner decides about it, by section; closes with true when saved. */
@Component({
  selector: 'parley-room-settings-dialog',
  imports: [
    Button,
    CeilingFields,
    Field,
    FieldControl,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    RoomFileLimit,
    RoomModerators,
    RoomRecordingFields,
    RoomSwitch,
  ],
  templateUrl: './room-settings-dialog.html',
  styleUrl: './room-settings-dialog.css',
})
export class RoomSettingsDialog {
  protected readonly data = inject<RoomSettingsData>(MAT_DIALOG_DATA);
  readonly #dialog = inject<MatDialogRef<RoomSettingsDialog, boolean>>(MatDialogRef);
  private readonly sectionElements = viewChildren<ElementRef<HTMLElement>>('section');
  readonly #wasTried = signal(false);
  protected readonly text = rooms;
  protected readonly sections = roomSections;
  protected readonly cancel = common.cancel;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly liberties = Liberty.options.map((key) => ({ key, label: libertyNames[key] }));
  protected readonly switches = entranceSwitches.map((key) => ({ key, ...rooms.switches[key] }));
  protected readonly form = signal<RoomForm>(formOf(this.data.room));

  protected readonly problems = computed(() => (this.#wasTried() ? problemsOf(this.form()) : {}));
  protected readonly passwordHint = computed(() => {
    if (!this.data.room.hasPassword) return rooms.passwordHintNew;
    return this.form().isPasswordRemoved ? rooms.passwordHintRemoved : rooms.passwordHintSet;
  });

  protected set(change: Partial<RoomForm>): void {
    this.form.update((form) => ({ ...form, ...change }));
  }

  protected turn(key: Switch, isOn: boolean): void {
    this.set({ [key]: isOn });
  }

  protected allow(liberty: Liberty, isAllowed: boolean): void {
    this.set({ liberties: { ...this.form().liberties, [liberty]: isAllowed } });
  }

  protected goTo(index: number): void {
    this.sectionElements()[index]?.nativeElement.scrollIntoView({ block: 'start' });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.#wasTried.set(true);
    if (Object.keys(problemsOf(this.form())).length > 0) return;
    const change = changeOf(this.data.room, this.form());
    if (await this.submission.run(() => this.data.save(change))) this.#dialog.close(true);
  }
}

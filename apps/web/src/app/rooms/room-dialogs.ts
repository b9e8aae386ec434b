import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { CreateRoom, Room } from '@parley/contract';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { ParleyFailure } from '../api/parley-failure';
import { sentenceFor } from '../text/errors.en';
import { rooms } from '../text/rooms.en';
import { RoomDialog, type RoomDialogData, type RoomSettings } from './room-dialog';
import { RoomsStore } from './rooms-store';

/** What can be done with rooms, each with its dialog and its word afterwards. */
@Injectable()
export class RoomDialogs {
  private readonly store = inject(RoomsStore);
  private readonly dialogs = inject(MatDialog);
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);

  newRoom(): void {
    this.open({
      room: null,
      save: async (settings) => {
        const room = await this.store.createRoom(creation(settings));
        this.toasts.show(rooms.created(room.name));
      },
    });
  }

  changeSettings(room: Room): void {
    this.open({
      room,
      save: async ({ password, ...rest }) => {
        const change = password === undefined ? rest : { ...rest, password };
        await this.store.changeRoom(room.id, change);
        this.toasts.show(rooms.saved);
      },
    });
  }

  async deleteRoom(room: Room): Promise<void> {
    const isSure = await this.confirmation.ask({
      heading: rooms.deleteHeading(room.name),
      text: rooms.deleteText,
      action: rooms.deleteRoom,
    });
    if (!isSure) return;
    try {
      await this.store.deleteRoom(room.id);
      this.toasts.show(rooms.deleted(room.name));
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }

  private open(data: RoomDialogData): void {
    this.dialogs.open<RoomDialog, RoomDialogData, boolean>(RoomDialog, { data, width: '480px' });
  }
}

function creation({ password, ...rest }: RoomSettings): CreateRoom {
  return typeof password === 'string' ? { ...rest, password } : rest;
}

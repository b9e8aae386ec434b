import { inject, Injectable } from '@angular/core';
import type { Room } from '@parley/contract';
import { Confirmation } from '../shell/confirmation';
import { Dialogs } from '../shell/dialogs';
import { Toasts } from '../shell/toasts';
import { ParleyFailure } from '../api/parley-failure';
import { sentenceFor } from '../text/errors.en';
import { rooms } from '../text/rooms.en';
import { transfer as transferText } from '../text/room-links.en';
import { InviteDialog } from './invite-dialog';
import { RoomDialog, type RoomDialogData } from './room-dialog';
import { RoomSettingsDialog, type RoomSettingsData } from './room-settings-dialog';
import { RoomsStore } from './rooms-store';
import { TransferDialog, type TransferData } from './transfer-dialog';

/** Long ones: a whole page on a phone. */
const large = { width: '760px', panelClass: 'page-on-phone' };

/** What can be done with rooms, each with its dialog and its word afterwards. */
@Injectable()
export class RoomDialogs {
  private readonly store = inject(RoomsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);

  newRoom(): void {
    this.dialogs.open<RoomDialog, RoomDialogData, boolean>(RoomDialog, {
      data: {
        create: async (wanted) => {
          const room = await this.store.createRoom(wanted);
          this.toasts.show(rooms.created(room.name));
        },
      },
      width: '480px',
    });
  }

  changeSettings(room: Room): void {
    this.dialogs.open<RoomSettingsDialog, RoomSettingsData, boolean>(RoomSettingsDialog, {
      data: {
        room,
        save: async (change) => {
          await this.store.changeRoom(room.id, change);
          this.toasts.show(rooms.saved);
        },
      },
      ...large,
    });
  }

  invite(room: Room): void {
    this.dialogs.open<InviteDialog, Room>(InviteDialog, { data: room, ...large });
  }

  giveAway(room: Room): void {
    this.dialogs.open<TransferDialog, TransferData, boolean>(TransferDialog, {
      data: {
        room,
        transfer: async (email) => {
          await this.store.transferRoom(room.id, email);
          this.toasts.show(transferText.done(room.name));
        },
      },
      width: '480px',
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
}

import { inject, Injectable, ViewContainerRef } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MeetingClient } from '../meeting/connection/meeting-client';
import type { BlockedSource } from './blocked-dialog';
import type { PermissionsOf } from './permissions-dialog';

/** The moderators' dialogs in a meeting. Their code comes when they are first opened. */
@Injectable()
export class ModerationDialogs {
  readonly #dialogs = inject(MatDialog);
  readonly #client = inject(MeetingClient);
  /** Gives dialogs the meeting's own stores. */
  readonly #place = inject(ViewContainerRef);

  /** Of one participant; of all where null. */
  async openPermissions(participantId: string | null): Promise<void> {
    const { PermissionsDialog } = await import('./permissions-dialog');
    const data: PermissionsOf = { participantId };
    this.#dialogs.open(PermissionsDialog, { ...this.#options(), data });
  }

  async openBlocked(): Promise<void> {
    const { BlockedDialog } = await import('./blocked-dialog');
    const data: BlockedSource = {
      list: () => this.#client.request('moderation:list-blocked', {}),
      allowAgain: (blockId) => this.#client.request('moderation:allow-again', { blockId }),
    };
    this.#dialogs.open(BlockedDialog, { ...this.#options(), data });
  }

  #options() {
    return { viewContainerRef: this.#place, width: '480px' };
  }
}

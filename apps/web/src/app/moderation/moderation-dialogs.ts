import { inject, Injectable, Injector, type Type, ViewContainerRef } from '@angular/core';
import { MeetingClient } from '../meeting/connection/meeting-client';
import type { BlockedSource } from './blocked-dialog';
import type { PermissionsOf } from './permissions-dialog';

/** The moderators' dialogs in a meeting. Their code comes when they are first opened. */
@Injectable()
export class ModerationDialogs {
  readonly #injector = inject(Injector);
  readonly #client = inject(MeetingClient);
  /** Gives dialogs the meeting's own stores. */
  readonly #place = inject(ViewContainerRef);

  /** Of one participant; of all where null. */
  async openPermissions(participantId: string | null): Promise<void> {
    const { PermissionsDialog } = await import('./permissions-dialog');
    const data: PermissionsOf = { participantId };
    await this.#open(PermissionsDialog, data);
  }

  async openBlocked(): Promise<void> {
    const { BlockedDialog } = await import('./blocked-dialog');
    const data: BlockedSource = {
      list: () => this.#client.request('moderation:list-blocked', {}),
      allowAgain: (blockId) => this.#client.request('moderation:allow-again', { blockId }),
    };
    await this.#open(BlockedDialog, data);
  }

  async #open(dialog: Type<unknown>, data: object): Promise<void> {
    const { Dialogs } = await import('../shell/dialogs');
    const options = { viewContainerRef: this.#place, width: '480px', data };
    this.#injector.get(Dialogs).open(dialog, options);
  }
}

import { inject, Injectable } from '@angular/core';
import { routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { Dialogs } from '../shell/dialogs';
import type { BlockedSource } from './blocked-dialog';

/** Shows an owner who is blocked from one of their rooms. */
@Injectable({ providedIn: 'root' })
export class BlockedOfRoom {
  readonly #rest = inject(RestClient);
  readonly #dialogs = inject(Dialogs);

  async open(roomId: string): Promise<void> {
    const { BlockedDialog } = await import('./blocked-dialog');
    const data: BlockedSource = {
      list: () => this.#rest.call(routes.listBlocked, { params: { roomId } }),
      allowAgain: (blockId) => this.#rest.call(routes.allowAgain, { params: { roomId, blockId } }),
    };
    this.#dialogs.open(BlockedDialog, { data, width: '480px' });
  }
}

import { inject, Injectable } from '@angular/core';
import {
  type Invitation,
  type MakeInvitation,
  type NewInvitation,
  type RoomModerator,
  routes,
} from '@parley/contract';
import { RestClient } from '../api/rest-client';

/** Invitations to a room, and the people who moderate it. Every call throws ParleyFailure. */
@Injectable({ providedIn: 'root' })
export class RoomLinksClient {
  readonly #rest = inject(RestClient);

  invitations(roomId: string): Promise<Invitation[]> {
    return this.#rest.call(routes.listRoomInvitations, { params: { roomId } });
  }

  makeInvitation(roomId: string, body: MakeInvitation): Promise<NewInvitation> {
    return this.#rest.call(routes.makeRoomInvitation, { params: { roomId }, body });
  }

  revokeInvitation(roomId: string, invitationId: string, remove: boolean): Promise<Invitation> {
    const params = { roomId, invitationId };
    const query = remove ? ({ remove: 'true' } as const) : {};
    return this.#rest.call(routes.revokeRoomInvitation, { params, query });
  }

  moderators(roomId: string): Promise<RoomModerator[]> {
    return this.#rest.call(routes.listRoomModerators, { params: { roomId } });
  }

  addModerator(roomId: string, email: string): Promise<RoomModerator> {
    return this.#rest.call(routes.addRoomModerator, { params: { roomId }, body: { email } });
  }

  removeModerator(roomId: string, accountId: string): Promise<void> {
    return this.#rest.call(routes.removeRoomModerator, { params: { roomId, accountId } });
  }
}

import { inject, Injectable, signal } from '@angular/core';
import { type ChangeRoom, type CreateRoom, type Room, routes } from '@parley/contract';
import type { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';

/** The signed-in person's rooms, newest first. Provided by the rooms page and gone with it. */
@Injectable()
export class RoomsStore {
  private readonly rest = inject(RestClient);
  private readonly loading = new Submission();
  private readonly list = signal<readonly Room[] | null>(null);
  /** Null until the first answer. */
  readonly rooms = this.list.asReadonly();
  readonly failure: () => ParleyFailure | null = this.loading.failure;

  /** Reads the list again; a failure keeps what is shown. */
  async load(): Promise<void> {
    await this.loading.run(async () => this.list.set(await this.rest.call(routes.listRooms, {})));
  }

  async createRoom(body: CreateRoom): Promise<Room> {
    const room = await this.rest.call(routes.createRoom, { body });
    this.list.update((rooms) => [room, ...(rooms ?? []).filter(({ id }) => id !== room.id)]);
    return room;
  }

  async changeRoom(roomId: string, body: ChangeRoom): Promise<void> {
    const changed = await this.rest.call(routes.changeRoom, { params: { roomId }, body });
    this.list.update(
      (rooms) => rooms?.map((room) => (room.id === changed.id ? changed : room)) ?? null,
    );
  }

  /** It is another account's from then on. */
  async transferRoom(roomId: string, email: string): Promise<void> {
    await this.rest.call(routes.transferRoom, { params: { roomId }, body: { email } });
    this.list.update((rooms) => rooms?.filter((room) => room.id !== roomId) ?? null);
  }

  async deleteRoom(roomId: string): Promise<void> {
    await this.rest.call(routes.deleteRoom, { params: { roomId } });
    this.list.update((rooms) => rooms?.filter((room) => room.id !== roomId) ?? null);
  }
}

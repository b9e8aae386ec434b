import { Component, computed, inject, signal } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { type AdminRoom, type AdminRoomSort, limits, routes } from '@parley/contract';
import { Button, Chip, EmptyState, Icon, SearchBox } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { admin } from '../text/admin.en';
import { whenInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { AdminActs } from './admin-acts';
import { Choice } from '../shell/choice';
import { PagedList } from '../api/paged-list';
import { PagedView } from '../shell/paged-view';
import { whenChanged } from '../api/when-changed';

/** `/admin/rooms`: everybody's rooms. */
@Component({
  selector: 'parley-all-rooms-page',
  imports: [
    Button,
    Chip,
    Choice,
    EmptyState,
    Icon,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PagedView,
    RouterLink,
    SearchBox,
  ],
  templateUrl: './all-rooms-page.html',
  styleUrl: './list-page.css',
})
export class AllRoomsPage {
  private readonly rest = inject(RestClient);
  private readonly acts = inject(AdminActs);
  protected readonly text = { ...common, ...admin };
  protected readonly searchLength = limits.nameLength;
  protected readonly search = signal('');
  protected readonly sort = signal<string>('name');
  protected readonly sorts = Object.entries(admin.sortRooms).map(([value, words]) => ({
    value,
    words,
  }));
  protected readonly list = new PagedList<AdminRoom>((page) => {
    const sort = this.sort() as AdminRoomSort;
    const order = sort === 'createdAt' ? 'descending' : 'ascending';
    const query = { search: this.search().trim(), sort, order, page } as const;
    return this.rest.call(routes.listAllRooms, { query });
  });
  protected readonly rooms = computed(() =>
    this.list.items()?.map((room) => ({
      room,
      since: whenInWords(new Date(room.createdAt), new Date()),
    })),
  );

  constructor() {
    void this.list.load();
    whenChanged(
      computed(() => [this.search(), this.sort()]),
      () => void this.list.load(1),
    );
  }

  protected async endMeeting({ id: roomId, name }: AdminRoom): Promise<void> {
    const act = () => this.rest.call(routes.endMeetingInRoom, { params: { roomId } });
    const question = {
      heading: admin.endMeetingHeading(name),
      text: admin.endMeetingText,
      action: admin.endMeeting,
    };
    if (await this.acts.run(act, admin.meetingEnded, question)) await this.list.load();
  }

  protected async delete({ id: roomId, name }: AdminRoom): Promise<void> {
    const act = () => this.rest.call(routes.deleteAnyRoom, { params: { roomId } });
    const question = {
      heading: admin.deleteRoomHeading(name),
      text: admin.deleteRoomText,
      action: admin.deleteRoom,
    };
    if (await this.acts.run(act, admin.roomDeleted(name), question)) await this.list.load();
  }
}

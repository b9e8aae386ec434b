import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type PastMeeting, routes } from '@parley/contract';
import { Button, Chip, EmptyState, Icon, Notice, Skeleton } from '@parley/ui';
import { type ListPage, PagedList } from '../api/paged-list';
import { Pager } from '../shell/pager';
import { RestClient } from '../api/rest-client';
import { PageHeading } from '../shell/page-heading';
import { whenInWords } from '../text/amounts.en';
import { attendance } from '../text/attendance.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { minutesBetween } from './minutes';

interface MeetingsOfRoom extends ListPage<PastMeeting> {
  readonly roomName: string;
}

/** `/rooms/<id>/meetings`: a room's meetings, each with who was there. */
@Component({
  selector: 'parley-meetings-page',
  imports: [Button, Chip, EmptyState, Icon, Notice, PageHeading, Pager, RouterLink, Skeleton],
  templateUrl: './meetings-page.html',
  styleUrl: './meetings-page.css',
})
export class MeetingsPage {
  private readonly rest = inject(RestClient);
  /** From the address. */
  readonly roomId = input.required<string>();
  protected readonly text = { ...common, ...attendance };
  protected readonly sentenceFor = sentenceFor;
  protected readonly list = new PagedList<PastMeeting, MeetingsOfRoom>((page) =>
    this.rest.call(routes.listMeetings, { params: { roomId: this.roomId() }, query: { page } }),
  );
  protected readonly intro = computed(() => {
    const { roomName } = this.list.current() ?? {};
    return roomName === undefined ? '' : attendance.meetingsIntro(roomName);
  });
  protected readonly meetings = computed(() => {
    const now = new Date();
    return this.list.items()?.map(({ id, startedAt, endedAt, attendeeCount }) => ({
      id,
      when: whenInWords(new Date(startedAt), now),
      goesOn: endedAt === null,
      people: attendance.people(attendeeCount),
      time: attendance.minutes(minutesBetween(startedAt, endedAt, now)),
    }));
  });

  constructor() {
    effect(() => {
      this.roomId();
      untracked(() => void this.list.load(1));
    });
  }
}

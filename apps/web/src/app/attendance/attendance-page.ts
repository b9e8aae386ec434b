import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Attendance, routes } from '@parley/contract';
import { Button, EmptyState, Icon, Notice, Skeleton } from '@parley/ui';
import { addressOf, RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { PageHeading } from '../shell/page-heading';
import { whenInWords } from '../text/amounts.en';
import { attendance } from '../text/attendance.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { attendeeRowOf } from './attendee-row';

/** `/rooms/<id>/meetings/<meeting>`: who was in a meeting, from when to when. */
@Component({
  selector: 'parley-attendance-page',
  imports: [Button, EmptyState, Icon, Notice, PageHeading, RouterLink, Skeleton],
  templateUrl: './attendance-page.html',
  styleUrls: ['../admin/list-page.css', './attendance-page.css'],
})
export class AttendancePage {
  private readonly rest = inject(RestClient);
  /** From the address. */
  readonly roomId = input.required<string>();
  readonly meetingId = input.required<string>();
  protected readonly text = { ...common, ...attendance };
  protected readonly sentenceFor = sentenceFor;
  protected readonly reading = new Submission();
  protected readonly attendance = signal<Attendance | null>(null);
  private readonly params = computed(() => ({
    roomId: this.roomId(),
    meetingId: this.meetingId(),
  }));
  protected readonly csvAddress = computed(() =>
    addressOf(routes.downloadAttendance.path, this.params()),
  );
  protected readonly intro = computed(() => {
    const shown = this.attendance();
    if (shown === null) return '';
    return attendance.intro(shown.roomName, whenInWords(new Date(shown.startedAt), new Date()));
  });
  protected readonly rows = computed(() => {
    const now = new Date();
    return this.attendance()?.attendees.map((attendee) => attendeeRowOf(attendee, now)) ?? [];
  });

  constructor() {
    effect(() => {
      this.params();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    await this.reading.run(async () => {
      const params = this.params();
      this.attendance.set(await this.rest.call(routes.readAttendance, { params }));
    });
  }
}

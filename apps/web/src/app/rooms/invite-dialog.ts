import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { Room } from '@parley/contract';
import { Button, Field, FieldControl, Icon, Notice } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { saveAs } from '../shell/save-as';
import { common } from '../text/common.en';
import { invite as text } from '../text/room-links.en';
import { calendarFile } from './calendar-file';
import { InvitationList } from './invitation-list';
import { localInputOf, momentOfInput } from './local-input';
import { QrCode } from './qr-code';

const hourMs = 3_600_000;
const lengths = [15, 30, 60, 120, 240] as const;

/** Every way to bring people to a room: its link, a QR code, invitation links, a calendar file. */
@Component({
  selector: 'parley-invite-dialog',
  imports: [
    Button,
    Field,
    FieldControl,
    Icon,
    InvitationList,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    QrCode,
  ],
  templateUrl: './invite-dialog.html',
  styleUrl: './invite-dialog.css',
})
export class InviteDialog {
  protected readonly room = inject<Room>(MAT_DIALOG_DATA);
  readonly #copier = inject(LinkCopier);
  readonly #wasTried = signal(false);
  protected readonly text = text;
  protected readonly close = common.close;
  protected readonly lengths = lengths.map((minutes) => ({
    minutes,
    words: text.inMinutes(minutes),
  }));
  protected readonly starts = signal(localInputOf(this.room.opensAt ?? nextFullHour()));
  protected readonly minutes = signal('60');
  protected readonly startsError = computed(() =>
    this.#wasTried() && this.starts() === '' ? text.startsWrong : '',
  );

  protected copyLink(): void {
    void this.#copier.copy(this.room.link);
  }

  protected copyText(): void {
    const { name, link, opensAt } = this.room;
    void this.#copier.copy(text.text(name, link, opensAt));
  }

  protected download(event: Event): void {
    event.preventDefault();
    this.#wasTried.set(true);
    const startsAt = momentOfInput(this.starts());
    if (startsAt === null) return;
    const { id, name: title, description, link } = this.room;
    const file = calendarFile({
      ...{ title, description, link },
      uid: `${id}-${startsAt}@${new URL(link).host}`,
      startsAt: new Date(startsAt),
      minutes: Number(this.minutes()),
      madeAt: new Date(),
    });
    saveAs(new Blob([file], { type: 'text/calendar' }), `${id}.ics`);
  }
}

const nextFullHour = () => new Date(Math.ceil(Date.now() / hourMs) * hourMs).toISOString();

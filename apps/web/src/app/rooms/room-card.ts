import { Component, computed, inject, input, output } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { Room } from '@parley/contract';
import { Button, Chip, Icon } from '@parley/ui';
import { BlockedOfRoom } from '../moderation/blocked-of-room';
import { LinkCopier } from '../shell/link-copier';
import { blockedText } from '../text/moderation.en';
import { invite, transfer } from '../text/room-links.en';
import { rooms } from '../text/rooms.en';

/** One room on the rooms page: its name, link and state, and what can be done with it. */
@Component({
  selector: 'parley-room-card',
  imports: [Button, Chip, Icon, MatMenu, MatMenuItem, MatMenuTrigger, MatTooltip, RouterLink],
  templateUrl: './room-card.html',
  styleUrl: './room-card.css',
})
export class RoomCard {
  private readonly copier = inject(LinkCopier);
  readonly room = input.required<Room>();
  /** Milliseconds since the epoch; the page moves it on, so that `12 min` stays true. */
  readonly now = input.required<number>();
  readonly settingsWanted = output();
  readonly inviteWanted = output();
  readonly transferWanted = output();
  readonly deletionWanted = output();
  protected readonly text = rooms;
  protected readonly inviteText = invite.action;
  protected readonly transferText = transfer.action;
  protected readonly blockedText = blockedText.heading;
  protected readonly blocked = inject(BlockedOfRoom);
  protected readonly shownLink = computed(() => this.room().link.replace(/^https?:\/\//, ''));
  protected readonly liveText = computed(() => {
    const { meeting } = this.room();
    if (meeting === null || meeting.participantCount === 0) return '';
    const minutes = Math.floor((this.now() - Date.parse(meeting.startedAt)) / 60_000);
    return rooms.live(meeting.participantCount, minutes);
  });

  protected copyLink(): void {
    void this.copier.copy(this.room().link);
  }
}

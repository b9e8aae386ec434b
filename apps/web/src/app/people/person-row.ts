import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { mayActOn, type Participant } from '@parley/contract';
import { Avatar, Button, Icon } from '@parley/ui';
import { ParleyFailure } from '../api/parley-failure';
import { FilesStore } from '../files/files-store';
import { MeetingStore } from '../meeting/meeting-store';
import { Moderation } from '../moderation/moderation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { moderation } from '../text/moderation.en';
import { people } from '../text/people.en';

/** One participant: name, standing, microphone, and a menu of what the reader may do. */
@Component({
  // An attribute, so that the row stays a list item of its list.
  selector: 'li[parley-person-row]',
  imports: [Avatar, Button, Icon, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './person-row.html',
  styleUrl: './person-row.css',
})
export class PersonRow {
  readonly participant = input.required<Participant>();
  readonly isSelf = input.required<boolean>();
  protected readonly meeting = inject(MeetingStore);
  protected readonly moderation = inject(Moderation);
  protected readonly files = inject(FilesStore);
  private readonly toasts = inject(Toasts);
  protected readonly text = { ...people, ...moderation };

  protected readonly standing = computed(() => {
    const { role, isConnected } = this.participant();
    const words = [
      this.isSelf() ? people.you : '',
      people.roles[role],
      isConnected ? '' : people.reconnecting,
    ];
    return words.filter(Boolean).join(', ');
  });
  /** Whether the reader may moderate this participant: never the host, never oneself. */
  protected readonly canActOn = computed(() => {
    const self = this.meeting.self();
    return !this.isSelf() && self !== undefined && mayActOn(self.role, this.participant().role);
  });
  protected readonly isModerator = computed(() => this.participant().role === 'moderator');

  protected setOwnHand(isHandRaised: boolean): void {
    this.meeting.setHand(isHandRaised).catch((error: unknown) => {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
    });
  }

  protected chooseFilesFor(participant: Participant, chooser: HTMLInputElement): void {
    if (chooser.files) void this.files.share(Array.from(chooser.files), participant.id);
    chooser.value = '';
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import type { Participant } from '@parley/contract';
import { Button, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { Moderation } from '../moderation/moderation';
import { ModerationDialogs } from '../moderation/moderation-dialogs';
import { LinkCopier } from '../shell/link-copier';
import { Toasts } from '../shell/toasts';
import { moderation } from '../text/moderation.en';
import { people } from '../text/people.en';
import { KnockSound } from './knock-sound';
import { PersonRow } from './person-row';
import { WaitingList } from './waiting-list';

/** From so many on, looking for a name is faster than reading the list. */
const searchableFrom = 9;

/** Everyone in the meeting and everyone who waits for it; for moderators, what they can do about it. */
@Component({
  selector: 'parley-people-list',
  imports: [Button, Icon, MatSlideToggle, PersonRow, WaitingList],
  providers: [Moderation, ModerationDialogs],
  templateUrl: './people-list.html',
  styleUrl: './people-list.css',
})
export class PeopleList {
  protected readonly meeting = inject(MeetingStore);
  protected readonly moderation = inject(Moderation);
  protected readonly dialogs = inject(ModerationDialogs);
  protected readonly knock = inject(KnockSound);
  private readonly links = inject(LinkCopier);
  private readonly toasts = inject(Toasts);
  protected readonly text = { ...people, ...moderation };

  protected readonly isLocked = computed(() => this.meeting.state()?.isLocked ?? false);
  protected readonly hasLobby = computed(() => this.meeting.state()?.hasLobby ?? false);
  protected readonly waiting = computed(() => this.meeting.state()?.waiting ?? []);
  /** Oneself first, then in the order of arrival, so that rows keep their places. */
  protected readonly participants = computed(() => {
    const self = this.meeting.self();
    return self ? [self, ...this.meeting.others()] : this.meeting.others();
  });

  protected readonly wanted = signal('');
  protected readonly isSearchable = computed(() => this.participants().length >= searchableFrom);
  protected readonly found = computed(() => {
    const wanted = this.isSearchable() ? this.wanted().trim().toLocaleLowerCase() : '';
    return this.participants().filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  });
  protected readonly hasHands = computed(() =>
    this.participants().some(({ isHandRaised }) => isHandRaised),
  );
  protected readonly isSuspended = computed(() => this.meeting.state()?.isSuspended ?? false);

  /** Muting is at once; that it is to stay so is offered right after. */
  protected async muteEveryone(but?: Participant): Promise<void> {
    await this.moderation.muteEveryone(but);
    if (!this.meeting.state()?.liberties.unmute) return;
    this.toasts.show(moderation.mayTheyUnmute, {
      label: but ? moderation.nobodyElseMayUnmute : moderation.nobodyMayUnmute,
      run: () =>
        void (but
          ? this.moderation.holdTheFloor(but)
          : this.moderation.setLiberties({ unmute: false })),
    });
  }

  /** The switch shows what is so: where the server refused it goes back. */
  protected async setLobby({ source, checked }: MatSlideToggleChange): Promise<void> {
    await this.moderation.setLobby(checked);
    source.checked = this.hasLobby();
  }

  protected copyLink(): void {
    const roomId = this.meeting.state()?.roomId ?? '';
    void this.links.copy(new URL(`/r/${roomId}`, location.href).href);
  }
}

import { Component, computed, inject } from '@angular/core';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import { Button, Icon } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { Moderation } from '../moderation/moderation';
import { LinkCopier } from '../shell/link-copier';
import { moderation } from '../text/moderation.en';
import { people } from '../text/people.en';
import { PersonRow } from './person-row';
import { WaitingList } from './waiting-list';

/** Everyone in the meeting and everyone who waits for it; for moderators, what they can do about it. */
@Component({
  selector: 'parley-people-panel',
  imports: [Button, Icon, MatSlideToggle, PersonRow, WaitingList],
  providers: [Moderation],
  templateUrl: './people-panel.html',
  styleUrl: './people-panel.css',
})
export class PeoplePanel {
  protected readonly meeting = inject(MeetingStore);
  protected readonly moderation = inject(Moderation);
  private readonly links = inject(LinkCopier);
  protected readonly text = { ...people, ...moderation };

  protected readonly isLocked = computed(() => this.meeting.state()?.isLocked ?? false);
  protected readonly hasLobby = computed(() => this.meeting.state()?.hasLobby ?? false);
  protected readonly waiting = computed(() => this.meeting.state()?.waiting ?? []);
  /** Oneself first, then in the order of arrival, so that rows keep their places. */
  protected readonly participants = computed(() => {
    const self = this.meeting.self();
    return self ? [self, ...this.meeting.others()] : this.meeting.others();
  });

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

import { Component, computed, inject, input, output } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { may, mayActOn, mayNow, type Participant, usualLiberties } from '@parley/contract';
import { Avatar, Button, Icon } from '@parley/ui';
import { pictureAddress } from '../api/picture-address';
import { ParleyFailure } from '../api/parley-failure';
import { FilesStore } from '../files/files-store';
import { MeetingStore } from '../meeting/meeting-store';
import { Moderation } from '../moderation/moderation';
import { ModerationDialogs } from '../moderation/moderation-dialogs';
import { isOut } from '../recording/left-out';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { moderation } from '../text/moderation.en';
import { listed } from '../text/liberties.en';
import { people } from '../text/people.en';

/** One participant: name, standing, microphone, and a menu of what the reader may do. */
@Component({
  // An attribute, so that the row stays a list item of its list.
  selector: 'li[parley-person-row]',
  // Files dropped on it are for this one.
  host: { '[attr.data-participant-id]': 'participant().id' },
  imports: [Avatar, Button, Icon, MatDivider, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './person-row.html',
  styleUrl: './person-row.css',
})
export class PersonRow {
  readonly participant = input.required<Participant>();
  readonly isSelf = input.required<boolean>();
  /** Everybody but this one is to be silent. */
  readonly othersMuted = output();
  protected readonly pictureAddress = pictureAddress;
  protected readonly meeting = inject(MeetingStore);
  protected readonly moderation = inject(Moderation);
  protected readonly dialogs = inject(ModerationDialogs);
  protected readonly files = inject(FilesStore);
  private readonly toasts = inject(Toasts);
  protected readonly text = { ...people, ...moderation };

  private readonly mayUnmute = computed(() =>
    mayNow(this.participant(), this.meeting.state()?.liberties ?? usualLiberties, 'unmute'),
  );
  private readonly mutedBy = computed(() => this.meeting.state()?.mutedBy?.[this.participant().id]);

  private readonly isLeftOut = computed(() => {
    const state = this.meeting.state();
    return state !== null && state.recording !== null && isOut(this.participant(), state);
  });

  /** In words: who they are, how they are connected, and why they are not heard. */
  protected readonly standing = computed(() => {
    const { role, isConnected, publications, granted = [] } = this.participant();
    const mutedBy = publications.microphone ? undefined : this.mutedBy();
    const words = [
      this.isSelf() ? people.you : '',
      people.roles[role],
      isConnected ? '' : people.reconnecting,
      mutedBy === undefined ? '' : people.mutedBy(mutedBy),
      this.mayUnmute() || role === 'viewer' ? '' : people.mayNotUnmute,
      granted.length > 0 ? people.may(listed(granted)) : '',
      this.isLeftOut() ? people.leftOut : '',
    ];
    return words.filter(Boolean).join(', ');
  });
  /** What they say of themselves by their link (`extra-…`): nobody checked it. */
  protected readonly broughtAlong = computed(() =>
    Object.entries(this.participant().extra ?? {})
      .map(([key, value]) => `${key}: ${value}`)
      .join(', '),
  );
  protected readonly microphoneText = computed(() => {
    if (this.participant().publications.microphone) return people.unmuted;
    // Who did it is said beside the name already.
    return this.mutedBy() === undefined ? people.muted : '';
  });
  /** Whether the reader may moderate this participant: never the host, never oneself. */
  protected readonly canActOn = computed(() => {
    const self = this.meeting.self();
    return !this.isSelf() && self !== undefined && mayActOn(self.role, this.participant().role);
  });
  /** Moderators have every liberty. */
  protected readonly isRestrictable = computed(() => !may(this.participant().role, 'moderate'));
  private readonly isMuted = computed(
    () => !this.participant().publications.microphone && may(this.participant().role, 'publish'),
  );
  protected readonly canBeAsked = computed(() => this.isMuted() && this.mayUnmute());
  protected readonly canBeAllowed = computed(() => this.isMuted() && !this.mayUnmute());
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

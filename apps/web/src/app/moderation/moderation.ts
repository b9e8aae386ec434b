import { inject, Injectable } from '@angular/core';
import type {
  ClientEventName,
  Liberties,
  Liberty,
  Participant,
  PayloadInputOf,
} from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { moderation as text } from '../text/moderation.en';

type ModerationEvent = Extract<ClientEventName, `moderation:${string}`>;
type Person = Pick<Participant, 'id' | 'name'>;
const exceptFor = (person: Person | undefined) => (person ? { except: [person.id] } : {});
type Invitable = Person & Pick<Participant, 'isInvited'>;

/** The moderator's verbs. What became of one comes back as a happening; a refusal is said in a toast. */
@Injectable()
export class Moderation {
  private readonly client = inject(MeetingClient);
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);

  mute({ id }: Person): Promise<void> {
    return this.ask('moderation:mute-participant', { participantId: id });
  }

  /** But the own microphone, and that of one who is to go on speaking. */
  muteEveryone(but?: Person): Promise<void> {
    return this.ask('moderation:mute-everyone', exceptFor(but));
  }

  /** And nobody but moderators, and whom they allow it, may unmute. */
  holdTheFloor(but?: Person): Promise<void> {
    return this.ask('moderation:mute-everyone', { mayUnmute: false, ...exceptFor(but) });
  }

  askToUnmute({ id }: Person): Promise<void> {
    return this.ask('moderation:ask-to-unmute', { participantId: id });
  }

  setLiberties(liberties: Partial<Liberties>): Promise<void> {
    return this.ask('moderation:set-liberties', { liberties });
  }

  /** Gives one what the others may not, or takes from one what the others may. */
  setLiberty({ id }: Person, liberty: Liberty, isGiven: boolean): Promise<void> {
    const payload = { participantId: id, liberties: [liberty] };
    return this.ask(isGiven ? 'moderation:grant' : 'moderation:withhold', payload);
  }

  /** Asks once more before everything stops; going on needs no question. */
  async suspend(isSuspended: boolean): Promise<void> {
    const isMeant =
      !isSuspended ||
      (await this.confirmation.ask({
        heading: text.suspendHeading,
        text: text.suspendText,
        action: text.suspend,
      }));
    if (isMeant) await this.ask('moderation:suspend-everything', { isSuspended });
  }

  lowerAllHands(): Promise<void> {
    return this.ask('moderation:lower-all-hands', {});
  }

  /** Asks once more: everything of the meeting ends for them until they are admitted again. */
  async sendToLobby({ id, name }: Person): Promise<void> {
    const isMeant = await this.confirmation.ask({
      heading: text.toLobbyHeading(name),
      text: text.toLobbyText(name),
      action: text.confirmToLobby,
    });
    if (isMeant) await this.ask('moderation:send-to-lobby', { participantId: id });
  }

  stopCamera({ id }: Person): Promise<void> {
    return this.ask('moderation:stop-camera', { participantId: id });
  }

  stopSharing({ id }: Person): Promise<void> {
    return this.ask('moderation:stop-screen-share', { participantId: id });
  }

  lowerHand({ id }: Person): Promise<void> {
    return this.ask('moderation:lower-hand', { participantId: id });
  }

  setModerator({ id }: Person, isModerator: boolean): Promise<void> {
    const role = isModerator ? 'moderator' : 'participant';
    return this.ask('moderation:set-role', { participantId: id, role });
  }

  /** True where the server did it. */
  makeModerator({ id }: Person): Promise<boolean> {
    return this.try('moderation:set-role', { participantId: id, role: 'moderator' });
  }

  /** Asks once more before it removes. */
  async remove({ id, name, isInvited }: Invitable, block: boolean): Promise<void> {
    const isMeant = await this.confirmation.ask({
      heading: block ? text.blockHeading(name) : text.removeHeading(name),
      text: block ? text.blockText(name) : text.removeText(name),
      action: text.confirmRemove,
    });
    if (!isMeant) return;
    const payload = { participantId: id, block };
    const takesInvitationBack = block && isInvited === true && (await this.isLinkToEnd(name));
    await this.ask(
      'moderation:remove-participant',
      takesInvitationBack ? { ...payload, takesInvitationBack } : payload,
    );
  }

  /** Without their cookies nobody knows them again, but the link that they have. */
  private isLinkToEnd(name: string): Promise<boolean> {
    return this.confirmation.ask({
      heading: text.invitationHeading,
      text: text.invitationText(name),
      action: text.takeInvitationBack,
    });
  }

  setLock(isLocked: boolean): Promise<void> {
    return this.ask('moderation:set-lock', { isLocked });
  }

  setLobby(hasLobby: boolean): Promise<void> {
    return this.ask('moderation:set-lobby', { hasLobby });
  }

  admit(participantId: string): Promise<void> {
    return this.ask('moderation:admit', { participantId });
  }

  admitEveryone(): Promise<void> {
    return this.ask('moderation:admit', { participantId: null });
  }

  /** Asks for patience, or takes that back. */
  hold(participantId: string, isHeld: boolean): Promise<void> {
    return this.ask('moderation:hold', { participantId, isHeld });
  }

  deny(participantId: string): Promise<void> {
    return this.ask('moderation:deny', { participantId });
  }

  private async ask<Name extends ModerationEvent>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<void> {
    await this.try(name, payload);
  }

  private async try<Name extends ModerationEvent>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<boolean> {
    try {
      await this.client.request(name, payload);
      return true;
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
      return false;
    }
  }
}

import { inject, Injectable } from '@angular/core';
import type { ClientEventName, Participant, PayloadInputOf } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { moderation as text } from '../text/moderation.en';

type ModerationEvent = Extract<ClientEventName, `moderation:${string}`>;
type Person = Pick<Participant, 'id' | 'name'>;

/** The moderator's verbs. What became of one comes back as a happening; a refusal is said in a toast. */
@Injectable()
export class Moderation {
  private readonly client = inject(MeetingClient);
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);

  mute({ id }: Person): Promise<void> {
    return this.ask('moderation:mute-participant', { participantId: id });
  }

  muteEveryone(): Promise<void> {
    return this.ask('moderation:mute-everyone', {});
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

  /** Asks once more before it removes. */
  async remove({ id, name }: Person, block: boolean): Promise<void> {
    const isMeant = await this.confirmation.ask({
      heading: text.removeHeading(name),
      text: block ? text.blockText(name) : text.removeText(name),
      action: text.confirmRemove,
    });
    if (isMeant) await this.ask('moderation:remove-participant', { participantId: id, block });
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

  deny(participantId: string): Promise<void> {
    return this.ask('moderation:deny', { participantId });
  }

  private async ask<Name extends ModerationEvent>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<void> {
    try {
      await this.client.request(name, payload);
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
  }
}

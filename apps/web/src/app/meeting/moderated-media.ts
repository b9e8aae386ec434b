import { DestroyRef, effect, inject, Injectable, Injector, untracked } from '@angular/core';
import { type Happening, may } from '@parley/contract';
import { LocalMediaStore } from '../media/local-media-store';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { Toasts } from '../shell/toasts';
import { toYou } from '../text/meeting.en';
import { changeFor, told } from '../text/moderation-news.en';
import type { MeetingState } from './meeting-state';
import { MeetingStore } from './meeting-store';

type WithheldChanged = Extract<Happening, { type: 'moderation:withheld-changed' }>;
type PublicationsChanged = Extract<Happening, { type: 'meetings:publications-changed' }>;

/**
 * Obeys moderators: what they switched off goes off here, and they are named. Nothing here ever switches anything on, so
 * that no message from outside can (security.md T35). Lifetime: one meeting.
 */
@Injectable()
export class ModeratedMedia {
  readonly #meeting = inject(MeetingStore);
  readonly #media = inject(LocalMediaStore);
  readonly #screen = inject(ScreenShareStore);
  readonly #toasts = inject(Toasts);
  readonly #injector = inject(Injector);

  constructor() {
    const stop = this.#meeting.observe({
      happened: ({ happening }, before) => this.#obey(happening, before),
    });
    inject(DestroyRef).onDestroy(stop);
    // Also what was on before one came: the server would not take it, and nobody would hear it.
    effect(() => {
      if (!this.#meeting.self()) return;
      const isMicrophoneOver = !this.#meeting.may('unmute') && this.#media.microphone.isWanted();
      const isCameraOver = !this.#meeting.may('start-camera') && this.#media.camera.isWanted();
      const isScreenOver = !this.#meeting.may('share-screen') && this.#screen.isSharing();
      untracked(() => {
        if (isMicrophoneOver) this.#media.setWanted('microphone', false);
        if (isCameraOver) this.#media.setWanted('camera', false);
        if (isScreenOver) this.#screen.stop();
      });
    });
  }

  #obey(happening: Happening, before: MeetingState): void {
    const self = this.#meeting.self()?.id;
    if (happening.type === 'moderation:everyone-muted') {
      const { by, except = [] } = happening;
      if (![by.participantId, ...except].includes(self ?? '')) this.#mute(by.name);
    } else if (happening.type === 'moderation:suspension-changed') {
      if (happening.by.participantId !== self) this.#standStill(happening, before);
    } else if (!('participantId' in happening) || happening.participantId !== self) return;
    else if (happening.type === 'meetings:publications-changed') this.#switchOff(happening);
    else if (happening.type === 'moderation:withheld-changed')
      this.#tellLiberties(happening, before);
    else if (happening.type === 'moderation:unmute-asked') this.#ask(happening.by.name, false);
    else this.#tell(happening);
  }

  #standStill(
    { isSuspended, by }: Extract<Happening, { type: 'moderation:suspension-changed' }>,
    before: MeetingState,
  ): void {
    if (isSuspended) {
      this.#media.setWanted('microphone', false);
      this.#media.setWanted('camera', false);
      this.#screen.stop();
    }
    const own = before.participants.find(({ id }) => id === before.self);
    if (own && !may(own.role, 'moderate'))
      this.#toasts.show(isSuspended ? toYou.suspended(by.name) : toYou.wentOn(by.name));
  }

  #tellLiberties({ withheld, granted = [], by }: WithheldChanged, before: MeetingState): void {
    const own = before.participants.find(({ id }) => id === before.self);
    if (!own) return;
    const { given, taken } = changeFor(own, { withheld, granted }, before.liberties);
    if (given.includes('unmute') && !this.#media.microphone.isWanted())
      return this.#ask(by.name, true);
    const sentence = told(by.name, 'you', given, taken);
    if (sentence !== null) this.#toasts.show(sentence);
  }

  /** A question, never a switch. Its code comes when it is first asked. */
  #ask(by: string, isAllowed: boolean): void {
    if (this.#media.microphone.isWanted()) return;
    import('../moderation/unmute-question')
      .then(({ askToUnmute }) => askToUnmute(this.#injector, { by, isAllowed }))
      .catch((error: unknown) => console.warn('the question did not come', error));
  }

  #switchOff({ publications, by }: PublicationsChanged): void {
    if (!by || by.participantId === this.#meeting.self()?.id) return;
    if (!publications.microphone) this.#mute(by.name);
    if (!publications.camera && this.#media.camera.isWanted()) {
      this.#media.setWanted('camera', false);
      this.#toasts.show(toYou.cameraStopped(by.name));
    }
    const { screen_share: first, second_screen_share: second = false } = publications;
    if (!first && !second && this.#screen.isSharing()) {
      this.#screen.stop();
      this.#toasts.show(toYou.shareStopped(by.name));
    }
  }

  /** A microphone that is just being opened is called off as well. */
  #mute(by: string): void {
    if (!this.#media.microphone.isWanted()) return;
    this.#media.setWanted('microphone', false);
    this.#toasts.show(toYou.muted(by));
  }

  #tell(happening: Happening): void {
    if (happening.type === 'meetings:hand-changed' && happening.by && !happening.isHandRaised)
      this.#toasts.show(toYou.handLowered(happening.by.name));
    if (happening.type !== 'moderation:role-changed') return;
    const by = happening.by?.name ?? null;
    this.#toasts.show(
      happening.role === 'moderator' ? toYou.madeModerator(by) : toYou.unmadeModerator(by),
    );
  }
}

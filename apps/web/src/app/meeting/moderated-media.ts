import { DestroyRef, inject, Injectable } from '@angular/core';
import type { Happening } from '@parley/contract';
import { LocalMediaStore } from '../media/local-media-store';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { Toasts } from '../shell/toasts';
import { toYou } from '../text/meeting.en';
import { MeetingStore } from './meeting-store';

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

  constructor() {
    const stop = this.#meeting.observe({ happened: ({ happening }) => this.#obey(happening) });
    inject(DestroyRef).onDestroy(stop);
  }

  #obey(happening: Happening): void {
    const self = this.#meeting.self()?.id;
    if (happening.type === 'moderation:everyone-muted') {
      if (happening.by.participantId !== self) this.#mute(happening.by.name);
    } else if (!('participantId' in happening) || happening.participantId !== self) return;
    else if (happening.type === 'meetings:publications-changed') this.#switchOff(happening);
    else this.#tell(happening);
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

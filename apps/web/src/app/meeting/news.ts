import { DestroyRef, inject, Injectable } from '@angular/core';
import { Toasts } from '../shell/toasts';
import { newsOf } from '../text/meeting.en';
import { MeetingStore } from './meeting-store';

/** Tells who came, who went and what moderators did, at the foot of the page. Lifetime: one meeting. */
@Injectable()
export class News {
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);

  constructor() {
    const stop = this.#meeting.observe({
      happened: ({ happening }, before) => {
        const isOwn = 'participantId' in happening && happening.participantId === before.self;
        const nameOf = (id: string) => before.participants.find((one) => one.id === id)?.name ?? '';
        const news = isOwn ? null : newsOf(happening, nameOf);
        if (news !== null) this.#toasts.show(news);
      },
    });
    inject(DestroyRef).onDestroy(stop);
  }
}

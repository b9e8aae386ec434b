import { DestroyRef, inject, Injectable } from '@angular/core';
import type { Happening } from '@parley/contract';
import { Toasts } from '../shell/toasts';
import { meeting as text, newsOf } from '../text/meeting.en';
import type { MeetingState } from './meeting-state';
import { MeetingStore } from './meeting-store';
import { PanelStore } from './panel-store';

/** Tells who came, who went, who waits and what moderators did, at the foot of the page. Lifetime: one meeting. */
@Injectable()
export class News {
  readonly #meeting = inject(MeetingStore);
  readonly #panels = inject(PanelStore);
  readonly #toasts = inject(Toasts);

  constructor() {
    const stop = this.#meeting.observe({
      happened: ({ happening }, before) => {
        if (happening.type === 'moderation:waiting-changed') this.#tellWaiting(happening, before);
        else this.#tell(happening, before);
      },
    });
    inject(DestroyRef).onDestroy(() => {
      stop();
      // What happened in there is no news out here.
      this.#toasts.clear();
    });
  }

  #tell(happening: Happening, before: MeetingState): void {
    const isOwn = 'participantId' in happening && happening.participantId === before.self;
    const nameOf = (id: string) => before.participants.find((one) => one.id === id)?.name ?? '';
    const news = isOwn ? null : newsOf(happening, nameOf);
    if (news !== null) this.#toasts.show(news);
  }

  /** Only new ones, and only while the list of them is not in sight. */
  #tellWaiting({ waiting }: { waiting: MeetingState['waiting'] }, before: MeetingState): void {
    if (this.#panels.open() === 'people') return;
    const known = new Set(before.waiting.map(({ participantId }) => participantId));
    for (const { participantId, name } of waiting)
      if (!known.has(participantId))
        this.#toasts.show(text.isWaiting(name), {
          label: text.seeWho,
          run: () => this.#panels.show('people'),
        });
  }
}

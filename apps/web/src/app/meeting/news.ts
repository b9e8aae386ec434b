import { DestroyRef, inject, Injectable, Injector } from '@angular/core';
import { type Happening, may } from '@parley/contract';
import { Toasts } from '../shell/toasts';
import { meeting as text, newsOf } from '../text/meeting.en';
import type { MeetingState } from './meeting-state';
import { MeetingStore } from './meeting-store';
import { PanelStore } from './panel-store';
import { SecondAct } from './second-act';

/** Tells who came, who went, who waits and what moderators did, at the foot of the page. Lifetime: one meeting. */
@Injectable()
export class News {
  readonly #meeting = inject(MeetingStore);
  readonly #panels = inject(PanelStore);
  readonly #toasts = inject(Toasts);
  readonly #injector = inject(Injector);
  #last: Happening | null = null;

  constructor() {
    const stop = this.#meeting.observe({
      happened: ({ happening }, before) => {
        if (happening.type === 'moderation:waiting-changed') {
          this.#ring(happening, before);
          this.#tellWaiting(happening, before);
        } else this.#tell(happening, before);
      },
    });
    // Where most of the news lead to; there before somebody looks for it.
    inject(SecondAct).run(
      () =>
        void import('../people/people-list').catch((error: unknown) => {
          console.warn('the list of people comes when it is opened', error);
        }),
    );
    inject(DestroyRef).onDestroy(() => {
      stop();
      // What happened in there is no news out here.
      this.#toasts.clear();
    });
  }

  #tell(happening: Happening, before: MeetingState): void {
    const isOwn = actorOf(happening) === before.self;
    const isKnown = isToldOtherwise(happening, before) || isByRemoval(happening, this.#last);
    this.#last = happening;
    const news = isOwn || isKnown ? null : newsOf(happening, before);
    if (news !== null) this.#toasts.show(news);
  }

  /** Only new ones, and only while the list of them is not in sight. */
  #tellWaiting({ waiting }: { waiting: MeetingState['waiting'] }, before: MeetingState): void {
    if (this.#panels.open() === 'people') return;
    const known = new Set(before.waiting.map(({ participantId }) => participantId));
    const added = waiting.filter(({ participantId }) => !known.has(participantId));
    const [first] = added;
    if (!first) return;
    const said = added.length === 1 ? text.isWaiting(first.name) : text.areWaiting(added.length);
    this.#toasts.show(said, { label: text.seeWho, run: () => this.#panels.show('people') });
  }

  /** Whether the panel is open or not: whoever looks elsewhere hears it. The sound's code comes with the first one. */
  #ring({ waiting }: { waiting: MeetingState['waiting'] }, before: MeetingState): void {
    if (waiting.length <= before.waiting.length) return;
    import('../people/knock-sound')
      .then(({ KnockSound }) => this.#injector.get(KnockSound).ring())
      .catch((error: unknown) => console.warn('no knock sound', error));
  }
}

/** Whose own doing, or undoing, it is: they know. */
function actorOf(happening: Happening): string | null {
  if (happening.type === 'files:share-announced') return happening.share.from;
  return 'participantId' in happening ? happening.participantId : null;
}

/** The one it is done to is told in words of their own. */
function isToldOtherwise(happening: Happening, { self, participants }: MeetingState): boolean {
  if (happening.type !== 'moderation:suspension-changed') return false;
  const own = participants.find(({ id }) => id === self);
  return own !== undefined && !may(own.role, 'moderate');
}

/** Whoever is removed leaves a lobby behind: that news would only cover theirs. */
function isByRemoval(happening: Happening, last: Happening | null): boolean {
  if (happening.type !== 'moderation:lobby-changed' || !happening.hasLobby) return false;
  return last?.type === 'meetings:participant-left' && last.by !== null;
}

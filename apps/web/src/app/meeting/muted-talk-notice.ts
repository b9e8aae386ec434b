import { computed, DOCUMENT, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import {
  defer,
  EMPTY,
  filter,
  interval,
  map,
  Observable,
  repeat,
  switchMap,
  take,
  timer,
} from 'rxjs';
import { LocalMediaStore } from '../media/local-media-store';
import { type Ear, openEar } from '../media/microphone-ear';
import { Toasts } from '../shell/toasts';
import { mutedTalk } from '../text/media.en';
import { MeetingStore } from './meeting-store';
import { TalkWatch } from './talk-watch';

/** Whoever mutes finishes the sentence first; it also keeps a press of Space from starting anything. */
const patienceMs = 3_000;
/** Said once, it is known: somebody may be talking to a person in the room. */
const quietForMs = 60_000;
const listenEveryMs = 100;

/**
 * Tells somebody who talks while muted, once and calmly. What it hears goes nowhere: it listens on a copy of the microphone
 * that is open anyway, opens none, and lets go of the copy when the microphone is. Lifetime: one meeting.
 */
@Injectable()
export class MutedTalkNotice {
  readonly #media = inject(LocalMediaStore);
  readonly #meeting = inject(MeetingStore);
  readonly #toasts = inject(Toasts);
  readonly #openEar = inject(openEar);
  readonly #document = inject(DOCUMENT);
  #quietUntilMs = 0;

  readonly #mutedTrack = computed(() => {
    const { isWanted, track } = this.#media.microphone;
    return isWanted() || !this.#meeting.may('publish') ? null : track();
  });

  constructor() {
    const talking$ = toObservable(this.#mutedTrack).pipe(
      switchMap((track) => (track === null ? EMPTY : this.#talkOn(track))),
      takeUntilDestroyed(),
    );
    talking$.subscribe(() => this.#tell());
  }

  #talkOn(track: MediaStreamTrack): Observable<unknown> {
    const listen$ = defer(() => {
      const restMs = Math.max(patienceMs, this.#quietUntilMs - performance.now());
      return timer(restMs).pipe(switchMap(() => this.#hear(track)));
    });
    return listen$.pipe(take(1), repeat());
  }

  /** Emits while somebody talks; holds the copy of the track for as long as it is subscribed to. */
  #hear(track: MediaStreamTrack): Observable<boolean> {
    return new Observable<Ear>((subscriber) => {
      const copy = track.clone();
      copy.enabled = true;
      const ear = this.#openEar(copy);
      subscriber.next(ear);
      return () => {
        ear.close();
        copy.stop();
      };
    }).pipe(
      switchMap((ear) => {
        const watch = new TalkWatch();
        return interval(listenEveryMs).pipe(map(() => watch.note(ear.level(), performance.now())));
      }),
      filter((isTalking) => isTalking && this.#document.visibilityState === 'visible'),
    );
  }

  #tell(): void {
    this.#quietUntilMs = performance.now() + quietForMs;
    const run = () => this.#media.setWanted('microphone', true);
    this.#toasts.show(mutedTalk.notice, { label: mutedTalk.action, run });
  }
}

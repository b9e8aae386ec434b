import { computed, inject, Injectable, signal } from '@angular/core';
import {
  type Dismissal,
  type Entered,
  type Failure,
  type IceServer,
  mayNow,
  type MeetingEvent,
  type Permission,
  type Publications,
  type ServerPayloadOf,
} from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { markMoment } from './marks';
import { MeetingClient } from './connection/meeting-client';
import { applyEvent, type MeetingState, stateFrom } from './meeting-state';
import { nothingPublished } from './publications';
import { SocketDialer } from './connection/open-socket';

/** Why the seat is over: what the server said, or that it would not know the seat any more. */
export type Ending = Dismissal | { readonly failure: Failure };

export interface MeetingObserver {
  /** Something happened; `before` is the meeting without it. Called in order, once for each event, at once. */
  happened?(event: MeetingEvent, before: MeetingState): void;
  /** The roster or anything else may be new: after each event and each snapshot. */
  changed?(state: MeetingState): void;
  signalSent?(payload: ServerPayloadOf<'signaling:signal-sent'>): void;
  /** The server took our socket, for the first time or again. */
  entered?(): void;
}

/**
 * What the server says about the meeting, kept true through losses: enters, resumes where it stopped, applies events in
 * order. Everything that belongs to the meeting reads from here. Lifetime: one seat, until its injector ends.
 */
@Injectable()
export class MeetingStore {
  readonly #client = inject(MeetingClient);
  readonly #state = signal<MeetingState | null>(null);
  readonly #isWaiting = signal(false);
  readonly #isHeld = signal(false);
  readonly #ending = signal<Ending | null>(null);
  readonly #iceServers = signal<readonly IceServer[]>([]);
  readonly #observers = new Set<MeetingObserver>();
  readonly #pageId = inject(SocketDialer).pageId;
  #early: (() => void)[] = [];
  #publications: Publications = nothingPublished;
  #saidPublications: Publications | null = null;
  #isSaying = false;

  /** Null until the first snapshot. */
  readonly state = this.#state.asReadonly();
  readonly isWaiting = this.#isWaiting.asReadonly();
  /** True while they wait and a moderator, who has seen them, asks for patience. */
  readonly isHeld = this.#isHeld.asReadonly();
  readonly ending = this.#ending.asReadonly();
  readonly iceServers = this.#iceServers.asReadonly();
  /** Whether there is a way around where no direct path is found. */
  readonly hasRelay = computed(() =>
    this.#iceServers().some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url))),
  );
  /** Those who are here; whoever closed their page is not, though their seat is kept for a moment (`state` has it). */
  readonly participants = computed(
    () => this.#state()?.participants.filter(({ isAway }) => !isAway) ?? [],
  );
  readonly self = computed(() => this.participants().find(({ id }) => id === this.#state()?.self));
  readonly others = computed(() => this.participants().filter((one) => one !== this.self()));
  readonly canModerate = computed(() => this.may('moderate'));
  /** True while the server is out of reach but the meeting goes on between the peers. */
  readonly isReconnecting = computed(
    () =>
      this.#state() !== null &&
      (this.#client.isSilent() || !['entered', 'closed'].includes(this.#client.link())),
  );

  /** Takes the seat: connects and enters, again after every loss. */
  takeSeat(seatToken: string): void {
    this.#client.connect(seatToken, {
      connected: () => void this.#enter(),
      refused: (failure) => this.#end({ failure }),
      'meetings:admitted': () => void this.#enter(),
      'meetings:held': ({ isHeld }) => this.#isHeld.set(isHeld),
      'meetings:happened': (event) => this.#inOrder(() => this.#apply(event)),
      'meetings:ice-servers-renewed': ({ iceServers }) => this.#iceServers.set(iceServers),
      'meetings:dismissed': (dismissal) => this.#end(dismissal),
      'signaling:signal-sent': (payload) =>
        this.#inOrder(() => this.#tell((one) => one.signalSent?.(payload))),
    });
  }

  may(permission: Permission): boolean {
    const [self, state] = [this.self(), this.state()];
    return self !== undefined && state !== null && mayNow(self, state.liberties, permission);
  }

  /** Calls the observer until the returned function is called. */
  observe(observer: MeetingObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /**
   * Says what is on and off; the last wish wins. Said again at every entering, and when it changed while entering, so
   * that a loss or a change in between does no harm.
   */
  async setPublications(publications: Publications): Promise<void> {
    this.#publications = publications;
    await this.#sayPublications();
  }

  async setHand(isHandRaised: boolean): Promise<void> {
    await this.#client.request('meetings:set-hand', { isHandRaised });
  }

  async endForAll(): Promise<void> {
    await this.#client.request('meetings:end', {});
  }

  /** Gives the seat back and ends the socket. */
  leave(): void {
    this.#client.tell('meetings:leave');
    this.#client.close();
  }

  /** The page is being closed or loaded anew: the server need not wait long for us. */
  sayAway(): void {
    this.#client.tell('meetings:say-away');
  }

  async #enter(): Promise<void> {
    const since = this.#state()?.sequence;
    const publications = this.#publications;
    const base = { pageId: this.#pageId, publications };
    try {
      const payload = since === undefined ? base : { ...base, since };
      this.#take(await this.#client.request('meetings:enter', payload));
    } catch (error) {
      this.#readEnterFailure(ParleyFailure.from(error));
      return;
    }
    this.#saidPublications = publications;
    try {
      await this.#sayPublications();
    } catch (error) {
      // Said again with the next change; nobody is thrown out for it.
      console.warn('publications not taken', ParleyFailure.from(error).code);
    }
  }

  /** One question at a time: what changed while it was on its way is said after it. */
  async #sayPublications(): Promise<void> {
    if (this.#isSaying || !this.#client.isEntered() || !this.may('publish')) return;
    this.#isSaying = true;
    try {
      while (this.#saidPublications !== this.#publications) {
        const publications = this.#publications;
        await this.#client.request('meetings:set-publications', publications);
        this.#saidPublications = publications;
      }
    } finally {
      this.#isSaying = false;
    }
  }

  #take(entered: Entered): void {
    this.#isWaiting.set(entered.type === 'waiting');
    if (entered.type === 'waiting') return this.#isHeld.set(entered.isHeld ?? false);
    this.#client.markEntered();
    this.#iceServers.set(entered.iceServers);
    if (entered.type === 'snapshot') this.#takeSnapshot(entered);
    else for (const event of entered.events) this.#apply(event);
    const early = this.#early;
    this.#early = [];
    for (const act of early) act();
    markMoment('signalingJoined');
    this.#tell((one) => one.entered?.());
  }

  /** Moderators' orders are in the snapshot already; told as what happened, so that whoever obeys them does. */
  #takeSnapshot({ snapshot, orders = [] }: Extract<Entered, { type: 'snapshot' }>): void {
    const state = stateFrom(snapshot, Date.now(), this.#state());
    this.#setState(state);
    for (const order of orders) this.#tell((one) => one.happened?.(order, state));
  }

  /** Events and signals can overtake the answer to meetings:enter; until it is here they wait: nobody could take them. */
  #inOrder(act: () => void): void {
    if (this.#client.isEntered()) act();
    else this.#early.push(act);
  }

  #apply(event: MeetingEvent): void {
    const before = this.#state();
    if (!before) return;
    const after = applyEvent(before, event);
    if (after === before) return;
    this.#setState(after);
    this.#tell((one) => one.happened?.(event, before));
  }

  #setState(state: MeetingState): void {
    this.#state.set(state);
    this.#tell((one) => one.changed?.(state));
  }

  #readEnterFailure(failure: ParleyFailure): void {
    // Lost again while entering, or left without an answer: the next connection enters anew.
    if (failure.code === 'offline') return this.#client.connectAnew();
    const { code, message } = failure;
    this.#end({ failure: { code: code === 'reply-unreadable' ? 'internal' : code, message } });
  }

  #end(ending: Ending): void {
    this.#client.close();
    this.#ending.set(ending);
  }

  #tell(call: (observer: MeetingObserver) => void): void {
    for (const observer of [...this.#observers]) call(observer);
  }
}

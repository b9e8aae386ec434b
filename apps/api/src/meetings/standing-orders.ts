import { Source, type MeetingEvent, type Publications } from '@parley/contract';

/** One thing that a moderator did to a seat's publications, as it is kept in the database, too. */
export interface Order {
  readonly event: MeetingEvent;
  readonly switchedOff: readonly Source[];
}

/**
 * What moderators switched off on one seat, until its page says for itself what is on: a page that was out of reach has
 * not heard of it, and must not undo it unknowingly when it comes back and says what it offers.
 */
export class StandingOrders {
  /** @param orders those of a life before this process. */
  constructor(private orders: readonly Order[] = []) {}

  /** Everything that is to be known after a restart; null where that is nothing. */
  toKeep(): readonly Order[] | null {
    return this.orders.length > 0 ? this.orders : null;
  }

  note(event: MeetingEvent, before: Publications, after: Publications): void {
    const switchedOff = Source.options.filter((source) => before[source] && !after[source]);
    if (switchedOff.length > 0) this.orders = [...this.orders, { event, switchedOff }];
  }

  /** The page has heard everything and says what is on from here. */
  clear(): void {
    this.orders = [];
  }

  /** Those that a page has not heard of which knows what happened up to `since`; a new page has heard of none. */
  unheard(since = 0): MeetingEvent[] {
    return this.after(since).map(({ event }) => event);
  }

  /** What a page offers, without what was switched off behind its back. */
  appliedTo(wanted: Publications, since = 0): Publications {
    const publications = { ...wanted };
    for (const { switchedOff } of this.after(since))
      for (const source of switchedOff) publications[source] = false;
    return publications;
  }

  private after(since: number): readonly Order[] {
    return this.orders.filter(({ event }) => event.sequence > since);
  }
}

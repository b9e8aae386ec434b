import type { Happening, MeetingEvent } from '@parley/contract';

interface Entry<Audience> {
  readonly event: MeetingEvent;
  readonly audience: Audience;
}

/**
 * The last happenings of one meeting in their one order, for those who missed some. Bounded: who missed more gets a
 * snapshot. Numbers start above `base`, so that a restarted server never continues another life's numbers.
 */
export class EventLog<Audience> {
  private readonly entries: Entry<Audience>[] = [];
  private last: number;

  constructor(
    private readonly capacity: number,
    base = 0,
  ) {
    this.last = base;
  }

  /** The number of the newest happening, or the base before the first. */
  get lastSequence(): number {
    return this.last;
  }

  append(happening: Happening, at: Date, audience: Audience): MeetingEvent {
    this.last += 1;
    const event = { sequence: this.last, at: at.toISOString(), happening };
    this.entries.push({ event, audience });
    if (this.entries.length > this.capacity) this.entries.shift();
    return event;
  }

  /** Everything after `sequence` that `sees` lets through, in order; `too-old` where some of it is gone or never was. */
  after(sequence: number, sees: (audience: Audience) => boolean): MeetingEvent[] | 'too-old' {
    const oldestKnown = this.last - this.entries.length;
    if (sequence < oldestKnown || sequence > this.last) return 'too-old';
    return this.entries
      .slice(sequence - oldestKnown)
      .filter(({ audience }) => sees(audience))
      .map(({ event }) => event);
  }
}

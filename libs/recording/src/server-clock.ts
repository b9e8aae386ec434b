import type { SharedClock } from './shared-clock';

/** One question for the server's time: own clock when it was asked and answered, and the answer. */
export interface ClockTrip {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly serverMs: number;
}

/** What to add to the own clock to get the server's, and how wrong that may be in either direction. */
export interface ClockEstimate {
  readonly offsetMs: number;
  readonly errorMs: number;
}

/**
 * Estimates the server's clock from round trips. The answer was read somewhere between asking and being answered, so each
 * trip bounds the offset from both sides; all of them together bound it tighter than the shortest alone. When they
 * contradict each other, because a clock was set meanwhile, the shortest trip counts. Null without trips. Pure.
 * Source: K. Marzullo, intersection of time intervals, as in NTP (RFC 5905, §11.2.1).
 */
export function estimateClock(trips: readonly ClockTrip[]): ClockEstimate | null {
  const bounds = trips.map(({ askedAtMs, answeredAtMs, serverMs }) => ({
    least: serverMs - answeredAtMs,
    most: serverMs - askedAtMs,
  }));
  const shortest = bounds.toSorted((one, other) => widthOf(one) - widthOf(other))[0];
  if (shortest === undefined) {
    return null;
  }
  const all = {
    least: Math.max(...bounds.map(({ least }) => least)),
    most: Math.min(...bounds.map(({ most }) => most)),
  };
  const { least, most } = widthOf(all) < 0 ? shortest : all;
  return { offsetMs: (least + most) / 2, errorMs: (most - least) / 2 };
}

function widthOf({ least, most }: { readonly least: number; readonly most: number }): number {
  return most - least;
}

/** Enough to meet a quiet moment of the network. */
const usualTrips = 8;
/** As many as the server answers at once, with some to spare. */
const mostTrips = 16;
/** Two voices this far apart are heard together. */
const closeEnoughMs = 10;
/** A page that has just begun to record hears answers late for a while, and would set its clock by half of that wrong. */
const patienceMs = 4_000;

export interface ServerClockOptions {
  /** Asks the server for its time, in ms since the epoch. */
  readonly readClock: () => Promise<number>;
  /** The own clock in ms; must never go back (`performance.now`). */
  readonly now: () => number;
}

/** The server's clock as this device knows it. Ask `synchronise` first; a later one follows clocks that drift apart. */
export class ServerClock implements SharedClock {
  private estimate: ClockEstimate | null = null;

  constructor(private readonly options: ServerClockOptions) {}

  /**
   * Asks several times, one after the other, and for some seconds more while the estimate may be far off. Rejects with
   * what `readClock` rejects with; the old estimate then stands.
   */
  async synchronise(trips = usualTrips): Promise<ClockEstimate> {
    const { now, readClock } = this.options;
    const beganMs = now();
    const seen: ClockTrip[] = [];
    let estimate: ClockEstimate | null = null;
    const isWanting = () =>
      (estimate?.errorMs ?? Infinity) > closeEnoughMs &&
      seen.length < mostTrips &&
      now() - beganMs < patienceMs;
    while (seen.length < trips || isWanting()) {
      const askedAtMs = now();
      const serverMs = await readClock();
      seen.push({ askedAtMs, answeredAtMs: now(), serverMs });
      estimate = estimateClock(seen);
    }
    if (estimate === null) {
      throw new RangeError('A clock is read at least once.');
    }
    this.estimate = estimate;
    return estimate;
  }

  /** NaN before `synchronise`. */
  nowMs(): number {
    return this.options.now() + (this.estimate?.offsetMs ?? NaN);
  }

  /** How wrong `nowMs` may be in either direction; infinite before `synchronise`. */
  get errorMs(): number {
    return this.estimate?.errorMs ?? Infinity;
  }
}

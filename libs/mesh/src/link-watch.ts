import { encodeBeat } from './control-messages';
import type { MeshClock } from './types';

/** Fine enough to see silence in time, coarse enough to cost nothing; hidden tabs are given one tick a second. */
const tickMs = 500;
const ticksPerBeat = 2;
/** Two beats that did not come, and half of one for jitter; a dead remote is to be seen within 3 s (security.md X17 to X25). */
const silenceMs = 2_500;
/**
 * Before this the control channel's word is enough; after it the browser's counters are asked, too. A beat and half of one:
 * to ask them is dear, and a link whose beats come in time is never asked.
 */
const askCountersAfterMs = 1_500;
/** However long our own page slept, one tick is no more than one second of the other's silence. */
const maxStepMs = 1_000;

export interface LinkWatchOptions {
  readonly clock: MeshClock;
  /** The control channel while it is open. */
  control(): RTCDataChannel | null;
  /** Any number that is another one as soon as anything has arrived. */
  countArrivals(): Promise<number>;
  /** The link fell silent or came back; `isSilent` says which. */
  changed(): void;
  countingFailed(cause: unknown): void;
}

/**
 * Sees within three seconds that nothing comes over a link any more, where ICE takes five to eight to say so. Both sides
 * send a beat on the control channel every second, so that something arrives even with everybody muted; where no message
 * comes, the browser's counters decide, which also move for media and for the SCTP acknowledgements of our own beats: a page
 * that hangs while its pictures go on is not silent. Silence is summed up over our own ticks: a page that was frozen or
 * throttled itself accuses nobody.
 * Lifetime: watches from start() to stop(), as often as wanted.
 */
export class LinkWatch {
  readonly #options: LinkWatchOptions;
  #listening: AbortController | null = null;
  #heardChannel: RTCDataChannel | null = null;
  #cancelTick: (() => void) | null = null;
  #tickedAtMs = 0;
  #tickCount = 0;
  #silentMs = 0;
  #arrivals: number | null = null;
  #isSilent = false;

  constructor(options: LinkWatchOptions) {
    this.#options = options;
  }

  /** True from the moment when nothing has come for too long until something comes. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Without effect while it watches. */
  start(): void {
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    this.#tickedAtMs = this.#options.clock.now();
    this.#scheduleTick();
  }

  /** Forgets what it saw, and reports nothing of that. */
  stop(): void {
    this.#listening?.abort();
    this.#listening = null;
    this.#heardChannel = null;
    this.#cancelTick?.();
    this.#cancelTick = null;
    this.#silentMs = 0;
    this.#arrivals = null;
    this.#isSilent = false;
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#options.clock.schedule(tickMs, () => this.#tick());
  }

  #tick(): void {
    const nowMs = this.#options.clock.now();
    const stepMs = Math.min(nowMs - this.#tickedAtMs, maxStepMs);
    this.#tickedAtMs = nowMs;
    this.#scheduleTick();
    const channel = this.#options.control();
    // Until it is open nobody has promised that anything arrives.
    if (channel === null) return;
    this.#listenTo(channel);
    if (this.#tickCount % ticksPerBeat === 0) sendBeat(channel);
    this.#tickCount += 1;
    this.#silentMs += stepMs;
    if (this.#silentMs >= askCountersAfterMs) void this.#askCounters();
  }

  #listenTo(channel: RTCDataChannel): void {
    if (channel === this.#heardChannel || this.#listening === null) return;
    this.#heardChannel = channel;
    const { signal } = this.#listening;
    channel.addEventListener('message', () => this.#heard(), { signal });
  }

  async #askCounters(): Promise<void> {
    const listening = this.#listening;
    const arrivals = await this.#options.countArrivals().catch((cause: unknown) => {
      if (listening === this.#listening) this.#options.countingFailed(cause);
      return this.#arrivals;
    });
    // Stopped meanwhile, or a message came.
    if (listening !== this.#listening || this.#silentMs < askCountersAfterMs) return;
    const before = this.#arrivals;
    this.#arrivals = arrivals;
    if (before !== null && arrivals !== before) this.#heard();
    else if (this.#silentMs >= silenceMs) this.#setSilent(true);
  }

  #heard(): void {
    this.#silentMs = 0;
    this.#arrivals = null;
    this.#setSilent(false);
  }

  #setSilent(isSilent: boolean): void {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#options.changed();
  }
}

/** All that the browser counted as arrived on a connection, in whichever kinds of statistics it counts. */
export function countArrivals(report: RTCStatsReport): number {
  let bytes = 0;
  for (const stat of report.values() as Iterable<{ readonly bytesReceived?: number }>)
    bytes += stat.bytesReceived ?? 0;
  return bytes;
}

/** Into a channel that is stuck nothing more is put: what waits there is beat enough when it gets through. */
function sendBeat(channel: RTCDataChannel): void {
  if (channel.bufferedAmount > 0) return;
  channel.send(encodeBeat());
}

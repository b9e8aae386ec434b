/** The server says something every 1.5 s; a second more is a stutter, beyond that something is wrong (security.md X17). */
export const silentAfterMs = 2_500;
/** Longer than a server may be busy with itself for (security.md X38): such a connection is dead. */
export const deadAfterMs = 5_500;
/** A timer that is late by this much means that the page itself stood still: what came meanwhile is read first. */
const stalledMs = 300;

export interface SilenceListener {
  /** Nothing is heard any more, or something is again. */
  silenceChanged(isSilent: boolean): void;
  /** Nothing will be heard on this connection. The watch has ended. */
  died(): void;
}

/** Listens whether a connection still says something. A half-open one looks open for minutes to everybody else. */
export class SilenceWatch {
  #heardMs = 0;
  #dueMs = 0;
  #isSilent = false;
  #hasWaited = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: SilenceListener) {}

  get isSilent(): boolean {
    return this.#isSilent;
  }

  start(): void {
    this.hear();
    this.#checkAfter(silentAfterMs);
  }

  /** Something came: called for every packet, so it is cheap. */
  hear(): void {
    this.#heardMs = performance.now();
    this.#setSilent(false);
  }

  /** The network is said to be gone: until something is heard that is believed. */
  suspect(): void {
    if (this.#timer !== undefined) this.#setSilent(true);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#setSilent(false);
  }

  #checkAfter(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#dueMs = performance.now() + delayMs;
    this.#timer = setTimeout(() => this.#check(), delayMs);
  }

  #check(): void {
    const nowMs = performance.now();
    const wasStalled = nowMs - this.#dueMs > stalledMs;
    // Once only: a hidden page's timers are always late.
    this.#hasWaited = wasStalled && !this.#hasWaited;
    if (this.#hasWaited) return this.#checkAfter(stalledMs);
    const silenceMs = nowMs - this.#heardMs;
    if (silenceMs >= deadAfterMs) {
      this.stop();
      return this.listener.died();
    }
    if (silenceMs >= silentAfterMs) this.#setSilent(true);
    this.#checkAfter((this.#isSilent ? deadAfterMs : silentAfterMs) - silenceMs);
  }

  #setSilent(isSilent: boolean): void {
    if (this.#isSilent === isSilent) return;
    this.#isSilent = isSilent;
    this.listener.silenceChanged(isSilent);
  }
}

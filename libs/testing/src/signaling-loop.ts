import type { MeshSignal, RemoteAddress } from '@parley/mesh';

export interface CarriedSignal {
  readonly from: RemoteAddress;
  readonly to: RemoteAddress;
  readonly sequence: number;
  readonly signal: MeshSignal;
}

type Receive = (from: RemoteAddress, sequence: number, signal: MeshSignal) => void;

/** Signaling inside one page: carries signals between pages that are here, at once or when the test says so. */
export class SignalingLoop {
  /** Everything that was ever sent, in order. */
  readonly sent: CarriedSignal[] = [];
  readonly #receivers = new Map<string, Receive>();
  readonly #away = new Set<string>();
  #held: CarriedSignal[] | null = null;
  #delayMs: (() => number) | null = null;

  /** Makes a page reachable. */
  join(address: RemoteAddress, receive: Receive): void {
    this.#receivers.set(address.pageId, receive);
  }

  /** Makes a page unreachable, as after a reload. */
  leave(address: RemoteAddress): void {
    this.#receivers.delete(address.pageId);
  }

  /** Cuts a page off from signaling, or puts it back. Its own sends reject while away, others' are not delivered. */
  setAway(address: RemoteAddress, isAway: boolean): void {
    if (isAway) this.#away.add(address.pageId);
    else this.#away.delete(address.pageId);
  }

  /** Delays every signal by what `delayMs` says for it, so that later ones may overtake. Null delivers at once again. */
  setDelay(delayMs: (() => number) | null): void {
    this.#delayMs = delayMs;
  }

  /** Keeps signals back until deliverNext() or release(). */
  hold(): void {
    this.#held ??= [];
  }

  /** Delivers the oldest held signal from this participant; false where there is none. */
  deliverNext(fromParticipantId: string): boolean {
    const held = this.#held ?? [];
    const index = held.findIndex(({ from }) => from.participantId === fromParticipantId);
    const [next] = index < 0 ? [] : held.splice(index, 1);
    if (next !== undefined) this.#deliver(next);
    return next !== undefined;
  }

  /** How many signals are held. */
  get heldCount(): number {
    return this.#held?.length ?? 0;
  }

  /** Delivers everything held and holds nothing more. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const carried of held) this.#deliver(carried);
  }

  /** The port of one page: sends from `from`. */
  async send(
    from: RemoteAddress,
    to: RemoteAddress,
    sequence: number,
    signal: MeshSignal,
  ): Promise<boolean> {
    if (this.#away.has(from.pageId)) throw new Error('signaling is away');
    if (this.#away.has(to.pageId) || !this.#receivers.has(to.pageId)) return false;
    // What crosses a wire is a copy.
    const carried = { from, to, sequence, signal: structuredClone(signal) };
    this.sent.push(carried);
    if (this.#held !== null) this.#held.push(carried);
    else if (this.#delayMs !== null) setTimeout(() => this.#deliver(carried), this.#delayMs());
    else queueMicrotask(() => this.#deliver(carried));
    return Promise.resolve(true);
  }

  #deliver({ from, to, sequence, signal }: CarriedSignal): void {
    this.#receivers.get(to.pageId)?.(from, sequence, signal);
  }
}

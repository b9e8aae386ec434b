import type { Room } from '@parley/contract';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import type { StormedServer } from './stormed-server';

/** Below the rate of signals, and often enough for a p99 within seconds. */
const beatMs = 25;

/** Two people in a room that nobody attacks, who go on talking and note how long every answer takes. */
export class Canary {
  private sequence = 0;
  private timesMs: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private answered: () => unknown = () => undefined;
  private readonly underWay = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];

  private constructor(
    private readonly one: PageInMeeting,
    private readonly other: PageInMeeting,
  ) {}

  static async in(server: StormedServer, room: Room): Promise<Canary> {
    const [one, other] = [await server.join(room, 'Canary'), await server.join(room, 'Friend')];
    return new Canary(one, other);
  }

  start(): void {
    this.timer = setInterval(() => {
      const sent = this.beat().catch((error: unknown) => void this.failures.push(error));
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    }, beatMs);
  }

  /** How long the answers took since the last call, once all are there; throws where one failed. */
  async readings(): Promise<number[]> {
    await Promise.all(this.underWay);
    if (this.failures.length > 0)
      throw new Error(`the canary suffered: ${String(this.failures[0])}`);
    const times = this.timesMs;
    this.timesMs = [];
    return times;
  }

  /** The same, once there are so many. */
  async readingsOf(count: number): Promise<number[]> {
    await new Promise<void>((enough) => {
      this.answered = () => this.timesMs.length >= count && enough();
    });
    return this.readings();
  }

  /** Ends it, and says what did not arrive in order, exactly once, from the true sender. */
  async stop(): Promise<number[]> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    await this.other.catchUp();
    const sequences = this.other.signals.map(({ from, sequence }) =>
      from === this.one.id ? sequence : Number.NaN,
    );
    const isLive = this.one.socket.connected && this.other.socket.connected;
    this.one.close();
    this.other.close();
    if (!isLive) return [Number.NaN];
    return sequences.filter((sequence, index) => sequence !== index + 1);
  }

  private async beat(): Promise<void> {
    this.sequence += 1;
    const startedAtMs = performance.now();
    await this.one.ask('signaling:send-signal', {
      to: this.other.id,
      toPageId: this.other.pageId,
      sequence: this.sequence,
      signal: { description: { type: 'offer', sdp: 'v=0\r\n' } },
    });
    this.timesMs.push(performance.now() - startedAtMs);
    this.answered();
  }
}

export function p99(values: readonly number[]): number {
  return (
    [...values].sort((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN
  );
}

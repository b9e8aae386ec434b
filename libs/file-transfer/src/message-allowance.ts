import type { FileChannelMessage } from '@parley/contract';

/** The fastest honest exchange, small pieces over a wire as fast as memory, has a quarter of this. */
const perSecond = 2_000;
/** A thousand shares taken at once begin with about ten messages each. */
const most = 20_000;
/** A map of the largest file weighs as much as 175 others: it takes as long to read. */
const mapCharactersPerMessage = 1_024;

/** How many control messages one peer may still send: well-formed ones without end would hold up the page as well. */
export class MessageAllowance {
  private left = most;
  private atMs: number;

  constructor(private readonly now: () => number) {
    this.atMs = now();
  }

  /** False once there were too many in too short a time. */
  take(message: FileChannelMessage): boolean {
    const nowMs = this.now();
    this.left = Math.min(most, this.left + ((nowMs - this.atMs) * perSecond) / 1_000);
    this.atMs = nowMs;
    const mapLength = message.type === 'have' ? message.bitmap.length : 0;
    const weight = 1 + Math.floor(mapLength / mapCharactersPerMessage);
    if (this.left < weight) return false;
    this.left -= weight;
    return true;
  }
}

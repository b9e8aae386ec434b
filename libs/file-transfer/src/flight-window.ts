import { RateMeter } from './rate-meter';

/**
 * What is on its way at most where the path is short. With what the other page has not yet put on disk it is less than the
 * smallest piece, so that no page that dies costs more than a piece.
 */
const leastBytes = 704 * 1024;
/** As much as one peer is asked for at once. */
const mostBytes = 4 * 1024 * 1024;
/** A long path gets this many times what it carries from sending to hearing of it, so that it can show that it carries more. */
const headroom = 2;

/**
 * How many bytes may be on their way: sent, and not yet taken by the page at the other end. How long the path is shows in the
 * quickest turn of all: later ones have what waits before the other page in them, too. Where the path becomes longer, as with
 * another network, the least still carries some megabytes a second.
 */
export class FlightWindow {
  private onItsWay = 0;
  private sentBytes = 0;
  /** One message at a time is followed until they say that they have it. */
  private followed: { readonly untilBytes: number; readonly sentAtMs: number } | null = null;
  /** From sending to hearing that they have it. */
  private quickestMs = Infinity;
  private readonly rate: RateMeter;

  constructor(private readonly now: () => number) {
    this.rate = new RateMeter(now);
  }

  /** Whether so many more may go out. */
  hasRoomFor(bytes: number): boolean {
    return this.onItsWay + bytes <= this.sizeBytes;
  }

  noteSent(bytes: number): void {
    this.sentBytes += bytes;
    this.onItsWay += bytes;
    this.followed ??= { untilBytes: this.sentBytes, sentAtMs: this.now() };
  }

  /** They have taken so many more; beyond what was sent it means nothing. */
  noteTaken(bytes: number): void {
    const taken = Math.min(bytes, this.onItsWay);
    this.onItsWay -= taken;
    this.rate.count(taken);
    const { followed } = this;
    if (!followed || this.sentBytes - this.onItsWay < followed.untilBytes) return;
    this.quickestMs = Math.min(this.quickestMs, this.now() - followed.sentAtMs);
    this.followed = null;
  }

  private get sizeBytes(): number {
    if (this.quickestMs === Infinity) return leastBytes;
    const carriedBytes = (this.rate.bytesPerSecond() * this.quickestMs) / 1_000;
    return Math.min(mostBytes, Math.max(leastBytes, headroom * carriedBytes));
  }
}

import { framePayloadBytes } from './piece-frame';
import { RateMeter } from './rate-meter';
import { TakenTally } from './taken-tally';

const kibibyte = 1024;
/** Before anything is known: what a narrow uplink sends in a moment. */
const firstBytes = 16 * kibibyte;
const leastBytes = 8 * kibibyte;
/**
 * The most on a short path. With what the other page has not yet put on disk it is less than the smallest piece, so that no
 * page that dies costs more than a piece.
 */
const mostOnShortPath = 704 * kibibyte;
/** The most on any path: as much as one peer is asked for at once. */
const mostOnLongPath = 4 * kibibyte ** 2;
/** A long path gets this many times what it carries from sending to hearing of it, so that it can show that it carries more. */
const headroom = 2;

/** Files build up no longer queue than this: voices wait in it, too. */
const queueMs = 50;
/** Up to this part of it there is room for more. */
const roomyPart = 0.8;
/** By how much it grows with each turn, until there was a queue for the first time and then, and shrinks with each queue. */
const [firstGrowth, laterGrowth, shrinking] = [2, 1.1, 0.7];
/** A queue makes every turn late. One that is late alone says that a page was busy. */
const turnsOfQueue = 3;
/** So many turns that are late with hardly anything on its way mean that the path itself is longer now. */
const turnsOfLongerPath = 8;
/** Messages are so small that several are on their way: who waits behind one waits for a part of it only. */
const framesAtOnce = 4;
const leastFrameBytes = 2 * kibibyte;

export interface FlightOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** See `PaceSetting`. */
  readonly yieldsToVoices: () => boolean;
}

/**
 * How many bytes may be on their way: sent, and not yet taken by the page at the other end. All that the path has use for,
 * or, where voices share it, what comes as quickly as ever: more and more until it queues somewhere, then less. How long the
 * path is shows in the quickest turn of all: later ones have what waits before the other page in them, too. Source: LEDBAT
 * (RFC 6817), by turns instead of by packets.
 */
export class FlightWindow {
  private mostBytes = mostOnShortPath;
  private yieldingBytes = firstBytes;
  private growth = firstGrowth;
  private onItsWay = 0;
  private sentBytes = 0;
  private readonly theirTally = new TakenTally();
  /** Something had to wait, so that more would have been of use. */
  private wasFull = false;
  /** One message at a time is followed until they say that they have it. */
  private followed: { readonly untilBytes: number; readonly sentAtMs: number } | null = null;
  /** From sending to hearing that they have it. */
  private quickestMs = Infinity;
  /** Those since one was in time. */
  private lateTurns = 0;
  private readonly turnsAtLeastMs: number[] = [];
  private readonly rate: RateMeter;

  constructor(private readonly options: FlightOptions) {
    this.rate = new RateMeter(options.now);
  }

  /** How much goes into one message. */
  get frameBytes(): number {
    const part = Math.floor(this.sizeBytes() / framesAtOnce);
    return Math.min(framePayloadBytes, Math.max(leastFrameBytes, part));
  }

  /** Whether a message may go out. One always may that the other end would wait for before it speaks of what it has. */
  hasRoom(): boolean {
    const hasRoom =
      this.onItsWay <= this.theirTally.unsaidBytes ||
      this.onItsWay + this.frameBytes <= this.sizeBytes();
    this.wasFull ||= !hasRoom;
    return hasRoom;
  }

  noteSent(bytes: number): void {
    this.sentBytes += bytes;
    this.onItsWay += bytes;
    if (this.theirTally.add(bytes)) this.theirTally.say();
    this.followed ??= { untilBytes: this.sentBytes, sentAtMs: this.options.now() };
  }

  /** They have taken so many more; beyond what was sent it means nothing. */
  noteTaken(bytes: number): void {
    const taken = Math.min(bytes, this.onItsWay);
    this.onItsWay -= taken;
    this.rate.count(taken);
    const { followed } = this;
    if (!followed || this.sentBytes - this.onItsWay < followed.untilBytes) return;
    this.followed = null;
    this.turned(this.options.now() - followed.sentAtMs);
  }

  private sizeBytes(): number {
    return this.options.yieldsToVoices() ? this.yieldingBytes : this.mostBytes;
  }

  private turned(turnMs: number): void {
    this.quickestMs = Math.min(this.quickestMs, turnMs);
    const carriedBytes = (this.rate.bytesPerSecond() * this.quickestMs) / 1_000;
    this.mostBytes = Math.min(mostOnLongPath, Math.max(mostOnShortPath, headroom * carriedBytes));
    if (this.options.yieldsToVoices()) this.yieldAfter(turnMs);
    else [this.yieldingBytes, this.growth] = [firstBytes, firstGrowth];
    this.wasFull = false;
  }

  private yieldAfter(turnMs: number): void {
    const lateMs = turnMs - this.quickestMs;
    this.lateTurns = lateMs > queueMs ? this.lateTurns + 1 : 0;
    this.lookForLongerPath(turnMs);
    if (this.lateTurns >= turnsOfQueue) {
      this.growth = laterGrowth;
      this.yieldingBytes *= shrinking;
    } else if (this.wasFull && lateMs < queueMs * roomyPart) this.yieldingBytes *= this.growth;
    this.yieldingBytes = Math.max(leastBytes, Math.min(this.yieldingBytes, this.mostBytes));
  }

  private lookForLongerPath(turnMs: number): void {
    if (this.lateTurns === 0 || this.yieldingBytes > leastBytes)
      return void this.turnsAtLeastMs.splice(0);
    this.turnsAtLeastMs.push(turnMs);
    if (this.turnsAtLeastMs.length < turnsOfLongerPath) return;
    this.quickestMs = Math.min(...this.turnsAtLeastMs.splice(0));
    this.growth = firstGrowth;
  }
}

import { framePayloadBytes } from './piece-frame';

const saidEveryBytes = 2 * framePayloadBytes;

/** What came since it was said last how much did. Both ends keep it, so that the one that sends knows what the other does not speak of yet. */
export class TakenTally {
  private unsaid = 0;

  get unsaidBytes(): number {
    return this.unsaid;
  }

  /** Whether it is time to say so: at once where messages are small, as then little is on its way. */
  add(bytes: number): boolean {
    this.unsaid += bytes;
    return bytes < framePayloadBytes || this.unsaid >= saidEveryBytes;
  }

  /** All that came, which is said with this. */
  say(): number {
    const said = this.unsaid;
    this.unsaid = 0;
    return said;
  }
}

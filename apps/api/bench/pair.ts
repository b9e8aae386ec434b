import type { Socket } from 'socket.io-client';

/** One end: how it sends, and how it hears. */
export interface End {
  readonly socket: Socket;
  /** Sends one signal to the other end; resolves when it is acknowledged. */
  send(sequence: number): Promise<void>;
  /** The event by which signals arrive. */
  readonly heard: string;
}

/** About what a candidate with its frame around it weighs at most: 1 kB. */
export const sdp = 'a'.repeat(900);

/** Two pages that answer each other's signals as fast as they can: one message is under way at a time. */
export class Pair {
  private arrived = 0;
  private sequence = 0;
  private isPlaying = false;
  private underWay: Promise<void> = Promise.resolve();
  private finished: () => void = () => undefined;

  constructor(private readonly ends: readonly [End, End]) {
    const [left, right] = ends;
    left.socket.on(left.heard, () => this.hear(left));
    right.socket.on(right.heard, () => this.hear(right));
  }

  start(): void {
    this.arrived = 0;
    this.isPlaying = true;
    this.play(this.ends[0]);
  }

  /** Resolves with the number of messages that arrived, once the last one has and is acknowledged. */
  stop(): Promise<number> {
    return new Promise((resolve) => {
      this.finished = () => void this.underWay.then(() => resolve(this.arrived));
      this.isPlaying = false;
    });
  }

  close(): void {
    for (const { socket } of this.ends) socket.close();
  }

  private hear(end: End): void {
    this.arrived += 1;
    if (this.isPlaying) this.play(end);
    else this.finished();
  }

  private play(end: End): void {
    this.sequence += 1;
    this.underWay = end.send(this.sequence);
  }
}

import { Injectable } from '@nestjs/common';
import { Mutex } from '../database/mutex';
import { Refusal } from '../errors/refusal';
import { type Try, TryLimiter } from './try-limiter';

/** Longer queues answer too late to matter. */
const maxQueued = 200;

/** One guess at a secret that many may know. */
interface Guess {
  /** What is guessed at: guesses at the same wait for each other. */
  readonly at: string;
  /** What a wrong one counts against. */
  readonly counted: readonly Try[];
  readonly isRight: () => Promise<boolean>;
  /** An empty field is no guess. */
  readonly isEmpty?: boolean;
}

/**
 * Lets people guess at passwords that many share, and counts the wrong guesses only. One at a time for each password:
 * then parallel guesses are all counted before the next is looked at, and a class that arrives at once with the right
 * password is not.
 */
@Injectable()
export class Guesses {
  private readonly queues = new Map<string, Mutex>();

  constructor(private readonly tries: TryLimiter) {}

  /** False where it was wrong. Refuses with `too-many-tries` or `busy` without looking. */
  async check(guess: Guess): Promise<boolean> {
    const queue = this.queues.get(guess.at) ?? new Mutex();
    if (queue.length >= maxQueued)
      throw Refusal.of('busy', 'Too many guess at once', { retryAfterSeconds: 5 });
    this.queues.set(guess.at, queue);
    try {
      return await queue.run(() => this.checkNext(guess));
    } finally {
      if (queue.length === 0 && this.queues.get(guess.at) === queue) this.queues.delete(guess.at);
    }
  }

  private async checkNext({ counted, isRight, isEmpty = false }: Guess): Promise<boolean> {
    const waits = await Promise.all(counted.map((tried) => this.tries.retryAfterSeconds(tried)));
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0)
      throw Refusal.of('too-many-tries', 'Too many wrong passwords', { retryAfterSeconds });
    if (await isRight()) return true;
    if (!isEmpty) await this.tries.consume(...counted);
    return false;
  }
}

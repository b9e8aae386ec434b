import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../errors/refusal';

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** More at once would take the thread pool from file writes and name look-ups. */
const maxRunning = 2;
/** About 0.6 s of work; beyond it people wait too long and memory is at stake. */
const maxQueued = 50;

/** Hashes and checks passwords, a few at a time; refuses with `busy` when too many wait. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private readonly dummy = this.hash(randomBytes(16).toString('hex'));

  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  /** False where `stored` is null, after as much work as for a wrong password: time does not tell who exists. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy);
    const isRight = await this.inTurn(() => verify(against, password));
    return isRight && stored !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.takeTurn();
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.running >= maxRunning) {
      if (this.queue.length >= maxQueued)
        throw Refusal.of('busy', 'Too many passwords are being checked', { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => this.queue.push(resolve));
    }
    this.running += 1;
  }
}

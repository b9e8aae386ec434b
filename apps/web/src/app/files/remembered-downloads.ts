import type { TransferState } from '@parley/file-transfer';
import * as z from 'zod';
import { readJson } from '../api/remembered';

const Remembered = z.record(z.string(), z.enum(['running', 'paused']));
type Remembered = z.infer<typeof Remembered>;

/** What this seat was downloading, so that a page loaded anew goes on by itself. Lifetime: the seat, in this tab. */
export class RememberedDownloads {
  readonly #key: string;
  #all: Remembered;

  constructor(
    private readonly storage: Storage | undefined,
    seatId: string,
  ) {
    this.#key = `parley.files.${seatId}`;
    this.#all = readJson(storage?.getItem(this.#key), Remembered) ?? {};
  }

  find(shareId: string): 'running' | 'paused' | null {
    return this.#all[shareId] ?? null;
  }

  /** Remembers how it stands. What is verified counts as running: only so it is served again. */
  note(states: readonly TransferState[]): void {
    const all = { ...this.#all };
    for (const { shareId, phase, direction } of states) {
      if (direction === 'sending' || phase === 'offered' || phase === 'cancelled')
        delete all[shareId];
      else all[shareId] = phase === 'paused' ? 'paused' : 'running';
    }
    const text = JSON.stringify(all);
    if (text === JSON.stringify(this.#all)) return;
    this.#all = all;
    this.storage?.setItem(this.#key, text);
  }

  forget(shareId: string): void {
    this.#all = Object.fromEntries(Object.entries(this.#all).filter(([id]) => id !== shareId));
    this.storage?.setItem(this.#key, JSON.stringify(this.#all));
  }

  clear(): void {
    this.#all = {};
    this.storage?.removeItem(this.#key);
  }
}

import type { MeshSignal } from './types';

/** How far ahead of its turn a signal may come. Signaling keeps order, so only signals that were sent again come early. */
const reorderWindow = 256;

/** Hands signals of one generation on in order, each once, one at a time. Lifetime: until close(). */
export class SignalInbox {
  readonly #process: (signal: MeshSignal) => Promise<void>;
  readonly #early = new Map<number, MeshSignal>();
  #nextNumber = 1;
  #isProcessing = false;
  #isClosed = false;

  /** `process` handles its own errors: it must not reject. */
  constructor(process: (signal: MeshSignal) => Promise<void>) {
    this.#process = process;
  }

  /** Takes a signal in any order; one that was seen before is dropped. */
  receive(number: number, signal: MeshSignal): void {
    const isDuplicate = number < this.#nextNumber || this.#early.has(number);
    if (this.#isClosed || isDuplicate || number >= this.#nextNumber + reorderWindow) return;
    this.#early.set(number, signal);
    if (!this.#isProcessing) void this.#processInOrder();
  }

  close(): void {
    this.#isClosed = true;
    this.#early.clear();
  }

  async #processInOrder(): Promise<void> {
    this.#isProcessing = true;
    for (let signal = this.#takeNext(); signal !== undefined; signal = this.#takeNext()) {
      await this.#process(signal);
    }
    this.#isProcessing = false;
  }

  #takeNext(): MeshSignal | undefined {
    const signal = this.#early.get(this.#nextNumber);
    if (signal === undefined) return undefined;
    this.#early.delete(this.#nextNumber);
    this.#nextNumber += 1;
    return signal;
  }
}

import { freshFilePace, nextFilePace } from './file-pace';
import { freshBudget, nextBudget, type LinkBudget, type LinkReading } from './link-budget';
import { readLink } from './link-reading';
import type { MeshClock } from './types';

/** As often as a link's strength is worth knowing; reading the statistics holds the page's thread for about a millisecond. */
const readEveryMs = 1_000;

export interface LinkMonitorOptions {
  readonly clock: MeshClock;
  getStats(): Promise<RTCStatsReport>;
  /** What the link carries, after each reading. */
  budgeted(budget: LinkBudget): void;
  /** How fast files may go from now on, in bytes a second; null for no limit. Told of changes only. */
  filesPaced(bytesPerSecond: number | null): void;
  readingFailed(cause: unknown): void;
}

/** Reads once a second what one connection carries. Lifetime: from start() to stop(), as often as wanted. */
export class LinkMonitor {
  readonly #options: LinkMonitorOptions;
  #budget = freshBudget;
  #filePace = freshFilePace;
  #cancelReading: (() => void) | null = null;
  #isRunning = false;

  constructor(options: LinkMonitorOptions) {
    this.#options = options;
  }

  /** Without effect while it runs. The path may be another one: a limit still holds, what led to it is forgotten. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { bitrate, isPoor } = this.#budget;
    this.#budget = { ...freshBudget, bitrate, isPoor };
    this.#filePace = { ...this.#filePace, read: null };
    this.#scheduleReading();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancelReading?.();
    this.#cancelReading = null;
  }

  #scheduleReading(): void {
    const cancel = this.#options.clock.schedule(readEveryMs, () => void this.#read(cancel));
    this.#cancelReading = cancel;
  }

  /** @param mine what this reading was scheduled with: another one means that we were stopped meanwhile. */
  async #read(mine: () => void): Promise<void> {
    try {
      const report = await this.#options.getStats();
      if (this.#cancelReading !== mine) return;
      const reading = readLink(report, this.#options.clock.now());
      this.#budget = nextBudget(this.#budget, reading);
      this.#options.budgeted(this.#budget);
      this.#paceFiles(reading);
    } catch (cause) {
      if (this.#cancelReading === mine) this.#options.readingFailed(cause);
    }
    if (this.#cancelReading === mine) this.#scheduleReading();
  }

  #paceFiles(reading: LinkReading): void {
    const { bytesPerSecond } = this.#filePace;
    this.#filePace = nextFilePace(this.#filePace, this.#budget, reading);
    if (this.#filePace.bytesPerSecond !== bytesPerSecond)
      this.#options.filesPaced(this.#filePace.bytesPerSecond);
  }
}

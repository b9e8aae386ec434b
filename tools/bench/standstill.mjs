import { readFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const everyMs = 50;

/**
 * Watches how long the machine itself stands still, whatever is measured on it: how late a bare timer of this idle process is,
 * and how long a byte takes to the disk. Lifetime: until `end`.
 */
export class StandstillWatch {
  #path = join(tmpdir(), `parley-standstill-${process.pid}`);
  #isOver = false;
  #late = longestSince(0);
  #disk = longestSince(0);
  #watching = Promise.all([this.#watchTimer(), this.#watchDisk()]);

  /** In words; what was seen until now is forgotten with it. */
  tell() {
    const words = `the machine stood still for at most ${told(this.#late)}, its disk for ${told(this.#disk)}`;
    this.#late = longestSince(performance.now());
    this.#disk = longestSince(performance.now());
    return words;
  }

  async end() {
    this.#isOver = true;
    await this.#watching;
    await rm(this.#path, { force: true });
  }

  async #watchTimer() {
    while (!this.#isOver) {
      const startedMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      note(this.#late, performance.now() - startedMs - everyMs);
    }
  }

  async #watchDisk() {
    const file = await open(this.#path, 'w');
    while (!this.#isOver) {
      const startedMs = performance.now();
      await file.write('x', 0);
      await file.sync();
      note(this.#disk, performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    await file.close();
  }
}

const longestSince = (startedMs) => ({ startedMs, longestMs: 0, atMs: startedMs });

function note(longest, ms) {
  if (ms > longest.longestMs) Object.assign(longest, { longestMs: ms, atMs: performance.now() });
}

const told = ({ startedMs, longestMs, atMs }) =>
  `${longestMs.toFixed(0)} ms (${((atMs - startedMs) / 1_000).toFixed(1)} s in)`;

/** How much of the processor a virtual machine's host kept from it, from now until asked, in words. Source: proc(5), /proc/stat. */
export function stolenSince() {
  const before = processorTimes();
  return () => {
    const spent = processorTimes().map((ticks, index) => ticks - before[index]);
    const all = spent.reduce((sum, ticks) => sum + ticks, 0);
    return `${((100 * spent[stolenAt]) / all).toFixed(1)} %`;
  };
}

const stolenAt = 7;

/** user, nice, system, idle, iowait, irq, softirq, steal. */
function processorTimes() {
  const [line] = readFileSync('/proc/stat', 'latin1').split('\n');
  return line.split(/\s+/).slice(1, 9).map(Number);
}

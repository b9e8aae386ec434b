import { readFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const everyMs = 50;

/**
 * Watches how long the machine itself stands still, whatever is measured on it: how late a bare timer of this idle process is,
 * for how long at once the host took one of the processors away (whoever runs on another one does not feel it), and how long
 * a byte takes to the disk. Lifetime: until `end`.
 */
export class StandstillWatch {
  #path = join(tmpdir(), `parley-standstill-${process.pid}`);
  #isOver = false;
  #late = longestSince(0);
  #processor = longestSince(0);
  #disk = longestSince(0);
  #watching = Promise.all([this.#watchTimer(), this.#watchDisk()]);

  /** In words; what was seen until now is forgotten with it. */
  tell() {
    const words =
      `the machine stood still for at most ${told(this.#late)}, one of its processors for ${told(this.#processor)}, ` +
      `its disk for ${told(this.#disk)}`;
    this.#late = longestSince(performance.now());
    this.#processor = longestSince(performance.now());
    this.#disk = longestSince(performance.now());
    return words;
  }

  async end() {
    this.#isOver = true;
    await this.#watching;
    await rm(this.#path, { force: true });
  }

  async #watchTimer() {
    let stolenMs = stolenFromEach();
    while (!this.#isOver) {
      const startedMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      note(this.#late, performance.now() - startedMs - everyMs);
      const before = stolenMs;
      stolenMs = stolenFromEach();
      note(this.#processor, Math.max(...stolenMs.map((ms, index) => ms - before[index])));
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

/** How much of the processor a virtual machine's host kept from it, from now until asked, in words. */
export function stolenSince() {
  const [before] = processorTimes();
  return () => {
    const spent = processorTimes()[0].map((ticks, index) => ticks - before[index]);
    const all = spent.reduce((sum, ticks) => sum + ticks, 0);
    return `${((100 * spent[stolenAt]) / all).toFixed(1)} %`;
  };
}

const stolenAt = 7;
const tickMs = 10;

/** Since the machine started, for each processor; what was taken at once is told when it is given back. */
const stolenFromEach = () =>
  processorTimes()
    .slice(1)
    .map((ticks) => ticks[stolenAt] * tickMs);

/**
 * user, nice, system, idle, iowait, irq, softirq, steal, in ticks: of all processors together first, then of each.
 * Source: proc(5), /proc/stat.
 */
function processorTimes() {
  return readFileSync('/proc/stat', 'latin1')
    .split('\n')
    .filter((line) => line.startsWith('cpu'))
    .map((line) => line.split(/\s+/).slice(1, 9).map(Number));
}

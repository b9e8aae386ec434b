import type { FakeClock } from './fake-clock';

/** Hashing runs in threads of its own: turns of the event loop say nothing of how far it is on a busy machine. */
const givesUpAfterMs = 10_000;

/** Resolves once this is so; rejects with what is awaited when it does not become so. */
export async function until(isSo: () => boolean, what = String(isSo)): Promise<void> {
  const deadline = performance.now() + givesUpAfterMs;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The same, while the clock of the test goes on. */
export function untilInTime(clock: FakeClock, isSo: () => boolean): Promise<void> {
  return until(() => {
    clock.advance(20);
    return isSo();
  }, String(isSo));
}

/** Lets everything that is on its way arrive. */
export async function settle(turns = 200): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

import type { FakeClock } from './fake-clock';
import { hashing } from './hashing';

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

/** Lets everything that is on its way arrive: so many turns of the event loop in which nothing is hashed. */
export async function settle(turns = 200): Promise<void> {
  for (let quiet = 0; quiet < turns; quiet += Number(hashing.count === 0))
    await new Promise((resolve) => setImmediate(resolve));
}

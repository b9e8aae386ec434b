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

/** Lets everything that is on its way arrive. */
export async function settle(turns = 200): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

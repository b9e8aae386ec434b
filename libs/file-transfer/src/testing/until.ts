/** Far more turns of the event loop than anything in these specs takes. */
const maxTurns = 200_000;

/** Resolves once this is so; rejects with what is awaited when the event loop ran dry of reasons to wait. */
export async function until(isSo: () => boolean, what = String(isSo)): Promise<void> {
  for (let turn = 0; turn < maxTurns; turn += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`never happened: ${what}`);
}

/** Lets everything that is on its way arrive. */
export async function settle(turns = 200): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

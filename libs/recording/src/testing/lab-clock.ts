import { workerTicks } from '../tick-source';

let clockUrl = '/tick-worker.js';

/** The page's clock for everything that must also move in a hidden tab. */
export const ticks = workerTicks(() => new Worker(clockUrl, { type: 'module' }));

/** For pages without a policy, whose server has no worker file. */
export function useBlobClock(): void {
  const code = `import { runTicks } from '${location.origin}/library.js'; runTicks(self);`;
  clockUrl = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

/** Resolves after a time that a hidden tab does not stretch. */
export function pass(durationMs: number): Promise<void> {
  const start = performance.now();
  return until(() => performance.now() - start >= durationMs);
}

/** Resolves when something has become true. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) {
    await new Promise<void>((resolve) => {
      const stop = ticks.run(20, () => {
        stop();
        resolve();
      });
    });
  }
}

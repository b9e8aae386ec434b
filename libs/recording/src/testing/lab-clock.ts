import { workerTicks } from '../tick-source';

let clockUrl = '/tick-worker.js';

/** The page's clock for everything that must also move in a hidden tab. */
export const ticks = workerTicks(() => new Worker(clockUrl, { type: 'module' }));

/** The clock that all pages of one browser share. */
export const pageClock = { nowMs: (): number => performance.timeOrigin + performance.now() };

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

/** Resolves when something has become true; looks every 20 ms. */
export function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    let isLooking = false;
    const stop = ticks.run(20, () => {
      if (!isLooking) {
        isLooking = true;
        void look();
      }
    });
    const look = async (): Promise<void> => {
      try {
        if (await isTrue()) {
          stop();
          resolve();
        }
        isLooking = false;
      } catch (cause) {
        stop();
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      }
    };
  });
}

/** How long the page stood still at worst, in ms beyond its usual pace; ends the watch. For machines that others share. */
export function watchStalls(): () => number {
  const paceMs = 20;
  let worstMs = 0;
  let lastMs = performance.now();
  const look = (): void => {
    const nowMs = performance.now();
    worstMs = Math.max(worstMs, nowMs - lastMs - 2 * paceMs);
    lastMs = nowMs;
  };
  const stop = ticks.run(paceMs, look);
  return () => {
    stop();
    return worstMs;
  };
}

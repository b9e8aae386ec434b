import type { TickOrder } from './tick-source';

/** The part of a worker's global scope that the clock needs. */
export interface TickScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<TickOrder>) => void): void;
  postMessage(message: null): void;
  setInterval(handler: () => void, intervalMs: number): number;
  clearInterval(id: number | undefined): void;
}

/**
 * The worker's side of `workerTicks`. A worker file of the app is two lines:
 * `import { runTicks } from '@parley/recording'; runTicks(self);`
 */
export function runTicks(scope: TickScope): void {
  let timer: number | undefined;
  scope.addEventListener('message', ({ data }) => {
    scope.clearInterval(timer);
    timer = undefined;
    if (data.intervalMs !== null) {
      timer = scope.setInterval(() => scope.postMessage(null), data.intervalMs);
    }
  });
}

import { runTicks, type TickScope } from './tick.worker';
import { workerTicks, type TickOrder } from './tick-source';

describe('the clock in a worker', () => {
  it('ticks at the given pace until it is stopped', () => {
    jest.useFakeTimers();
    const worker = new FakeWorker();
    const onTick = jest.fn();
    const stop = workerTicks(() => worker as unknown as Worker).run(40, onTick);
    jest.advanceTimersByTime(1000);
    expect(onTick).toHaveBeenCalledTimes(25);
    stop();
    jest.advanceTimersByTime(1000);
    expect(onTick).toHaveBeenCalledTimes(25);
    expect(worker.isTerminated).toBe(true);
    jest.useRealTimers();
  });

  it('keeps one pace when it is told another', () => {
    jest.useFakeTimers();
    const worker = new FakeWorker();
    const onTick = jest.fn();
    worker.addEventListener('message', onTick);
    worker.postMessage({ intervalMs: 10 });
    worker.postMessage({ intervalMs: 100 });
    jest.advanceTimersByTime(1000);
    expect(onTick).toHaveBeenCalledTimes(10);
    worker.postMessage({ intervalMs: null });
    jest.advanceTimersByTime(1000);
    expect(onTick).toHaveBeenCalledTimes(10);
    jest.useRealTimers();
  });
});

/** Both ends of a worker in one: what the page posts goes to `runTicks`, and back. */
class FakeWorker {
  isTerminated = false;
  private readonly page = new Set<() => void>();
  private order: (event: MessageEvent<TickOrder>) => void = () => undefined;

  constructor() {
    const scope: TickScope = {
      addEventListener: (_, listener) => {
        this.order = listener;
      },
      postMessage: () => this.page.forEach((listener) => listener()),
      setInterval: (handler, intervalMs) => setInterval(handler, intervalMs) as unknown as number,
      clearInterval: (id) => clearInterval(id),
    };
    runTicks(scope);
  }

  addEventListener(_: 'message', listener: () => void): void {
    this.page.add(listener);
  }

  removeEventListener(_: 'message', listener: () => void): void {
    this.page.delete(listener);
  }

  postMessage(data: TickOrder): void {
    this.order({ data } as MessageEvent<TickOrder>);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

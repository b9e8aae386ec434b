import { stopper } from './stopper';

function stopping() {
  const closed = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number>();
  const codes: number[] = [];
  const time = { nowMs: 0 };
  const stop = stopper({
    close: () => closed.promise,
    exit: (code) => {
      codes.push(code);
      ended.resolve(code);
    },
    elapsedMs: () => time.nowMs,
    logger: { info: jest.fn(), error: jest.fn() },
  });
  return { stop, closed, ended: ended.promise, codes, time };
}

describe('a signal to stop', () => {
  it('ends the process once everything is closed', async () => {
    const { stop, closed, ended, codes } = stopping();
    stop('SIGTERM');
    expect(codes).toEqual([]);
    closed.resolve();
    expect(await ended).toBe(0);
  });

  it('that comes twice for one Ctrl+C is one', async () => {
    const { stop, closed, ended, codes, time } = stopping();
    stop('SIGINT');
    time.nowMs = 50;
    stop('SIGINT');
    expect(codes).toEqual([]);
    closed.resolve();
    expect(await ended).toBe(0);
  });

  it('given again by a person does not wait', () => {
    const { stop, codes, time } = stopping();
    stop('SIGINT');
    time.nowMs = 500;
    stop('SIGINT');
    expect(codes).toEqual([1]);
  });

  it('says by the exit code that closing failed', async () => {
    const { stop, closed, ended } = stopping();
    stop('SIGINT');
    closed.reject(new Error('disk on fire'));
    expect(await ended).toBe(1);
  });
});

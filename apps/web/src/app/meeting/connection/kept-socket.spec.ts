import type { Socket } from 'socket.io-client';
import { KeptSocket } from './kept-socket';
import { deadAfterMs } from './silence-watch';

type Listener = (value?: unknown) => void;

class Emitter {
  readonly #listeners = new Map<string, Listener>();
  on(name: string, listener: Listener): void {
    this.#listeners.set(name, listener);
  }
  brings(name: string, value?: unknown): void {
    this.#listeners.get(name)?.(value);
  }
}

/** Socket.IO's three layers, as far as a kept socket uses them. */
function create({ isWarm = false, random = 0.5 } = {}) {
  const page = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const engine = Object.assign(new Emitter(), {
    readyState: isWarm ? 'open' : 'closed',
    transport: { name: 'websocket', close: () => closed('transport close') },
  });
  const timeouts: number[] = [];
  const manager = Object.assign(new Emitter(), {
    engine,
    opts: { transports: [] as readonly string[] },
    timeout: (value: number) => timeouts.push(value),
  });
  const connect = jest.fn();
  const socket = Object.assign(new Emitter(), {
    io: manager,
    active: true,
    connect,
    disconnect: () => undefined,
  });
  const closed = (reason: string): void => manager.brings('close', reason);
  const opened = () => {
    manager.brings('open');
    socket.brings('connect');
  };
  const kept = new KeptSocket(socket as unknown as Socket, {
    page: page as unknown as Window,
    random: () => random,
  });
  const silences: boolean[] = [];
  kept.onSilence((isSilent) => silences.push(isSilent));
  const isOnLine = (onLine: boolean) => {
    page.navigator.onLine = onLine;
    page.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
  };
  return { kept, engine, manager, socket, connect, opened, closed, silences, timeouts, isOnLine };
}

describe('a kept socket', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('cuts a connection that says nothing any more and connects at once', () => {
    const { connect, opened, silences } = create();
    opened();
    jest.advanceTimersByTime(deadAfterMs);
    expect(silences).toEqual([true, false]);
    jest.advanceTimersByTime(1);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('lets every packet count, on the next connection, too', () => {
    const { connect, engine, opened, closed, silences } = create();
    opened();
    closed('transport close');
    jest.advanceTimersByTime(2_000);
    opened();
    for (let round = 0; round < 5; round += 1) {
      jest.advanceTimersByTime(2_000);
      engine.brings('packet');
    }
    expect(silences).toEqual([]);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('watches a connection that was open before', () => {
    const { silences } = create({ isWarm: true });
    jest.advanceTimersByTime(3_000);
    expect(silences).toEqual([true]);
  });

  it('waits for its turn when the server went away', () => {
    const { connect, opened, closed } = create({ random: 0.5 });
    opened();
    closed('transport close');
    jest.advanceTimersByTime(749);
    expect(connect).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('does not wait when its own network went, and tries as soon as that is back', () => {
    const { connect, manager, opened, closed, isOnLine } = create();
    opened();
    isOnLine(false);
    closed('transport error');
    jest.advanceTimersByTime(0);
    expect(connect).toHaveBeenCalledTimes(2);
    manager.brings('error');
    isOnLine(true);
    expect(connect).toHaveBeenCalledTimes(3);
    jest.advanceTimersByTime(10_000);
    expect(connect).toHaveBeenCalledTimes(3);
  });

  it('cuts a silent connection as soon as the network is said to be back', () => {
    const { connect, opened, silences, isOnLine } = create();
    opened();
    isOnLine(false);
    isOnLine(true);
    jest.advanceTimersByTime(0);
    expect(silences).toEqual([true, false]);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('goes on trying, each time for a short while and sometimes for a longer one', () => {
    const { connect, manager, opened, closed, timeouts } = create();
    opened();
    closed('ping timeout');
    for (let round = 0; round < 8; round += 1) {
      jest.advanceTimersByTime(1_000);
      manager.brings('error');
    }
    expect(connect).toHaveBeenCalledTimes(9);
    expect(timeouts).toEqual([5_000, 1_500, 1_500, 6_000, 1_500, 1_500, 1_500, 6_000, 1_500]);
  });

  it('goes by plain requests after a try that failed, and by websocket again after the next loss', () => {
    const { manager, opened, closed } = create();
    const first = () => manager.opts.transports[0];
    expect(first()).toBe('websocket');
    opened();
    closed('ping timeout');
    jest.advanceTimersByTime(1);
    expect(first()).toBe('websocket');
    manager.brings('error');
    jest.advanceTimersByTime(1_000);
    expect(first()).toBe('polling');
    opened();
    closed('ping timeout');
    jest.advanceTimersByTime(1);
    expect(first()).toBe('websocket');
  });

  it('tries again at once after a try that hung, and not too soon after one that failed', () => {
    const { connect, manager, opened, closed } = create();
    opened();
    closed('ping timeout');
    jest.advanceTimersByTime(1);
    jest.advanceTimersByTime(1_500);
    manager.brings('error');
    jest.advanceTimersByTime(1);
    expect(connect).toHaveBeenCalledTimes(3);
    manager.brings('error');
    jest.advanceTimersByTime(100);
    expect(connect).toHaveBeenCalledTimes(3);
  });

  it('leaves it to others to try again where the server refused', () => {
    const { kept, connect, socket, closed } = create();
    socket.active = false;
    closed('forced close');
    jest.advanceTimersByTime(60_000);
    expect(connect).toHaveBeenCalledTimes(1);
    kept.reopen();
    jest.advanceTimersByTime(1_000);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('is over when it was closed', () => {
    const { kept, connect, opened, closed, isOnLine } = create();
    opened();
    closed('transport close');
    kept.close();
    isOnLine(true);
    jest.advanceTimersByTime(60_000);
    expect(connect).toHaveBeenCalledTimes(1);
  });
});

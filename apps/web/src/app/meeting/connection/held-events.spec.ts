import { holdEvents } from './held-events';
import type { MeetingSocket } from './meeting-socket';

const task = () => new Promise((resolve) => setTimeout(resolve));

function create() {
  const listeners = new Map<string, (payload: unknown) => void>();
  const socket = {
    listen: (name: string, listener: (payload: unknown) => void) => listeners.set(name, listener),
    tell: jest.fn(),
    close: jest.fn(),
  };
  const held = holdEvents(socket as unknown as MeetingSocket, ['connect', 'dismissed', 'admitted']);
  const told: string[] = [];
  const brings = (name: string, payload: unknown) => listeners.get(name)?.(payload);
  const listenTo = (name: string) =>
    held.listen(name, (payload) => told.push(`${name} ${String(payload)}`));
  return { held, socket, told, brings, listenTo };
}

describe('held events', () => {
  it('are told in their order once everybody listens', async () => {
    const { told, brings, listenTo } = create();
    brings('connect', 1);
    brings('admitted', 2);
    brings('dismissed', 3);
    listenTo('connect');
    listenTo('dismissed');
    listenTo('admitted');
    expect(told).toEqual([]);
    await task();
    expect(told).toEqual(['connect 1', 'admitted 2', 'dismissed 3']);
  });

  it('hold nothing back later', async () => {
    const { told, brings, listenTo } = create();
    listenTo('connect');
    await task();
    brings('connect', 1);
    brings('admitted', 2);
    expect(told).toEqual(['connect 1']);
  });

  it('leave the rest to the socket', () => {
    const { held, socket } = create();
    held.tell('meetings:leave', {});
    held.close();
    expect(socket.tell).toHaveBeenCalledWith('meetings:leave', {});
    expect(socket.close).toHaveBeenCalled();
  });
});

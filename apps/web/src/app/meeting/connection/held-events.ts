import { type MeetingSocket, withChanged } from './meeting-socket';

/**
 * A socket that may be connected before anybody listens: what comes until then is kept and told in its order, once those
 * who listen have all said what to.
 *
 * @param names everything that can be listened to.
 */
export function holdEvents(socket: MeetingSocket, names: readonly string[]): MeetingSocket {
  const listeners = new Map<string, (payload: unknown) => void>();
  let held: [name: string, payload: unknown][] | null = [];
  const tell = (name: string, payload: unknown) => listeners.get(name)?.(payload);
  for (const name of names)
    socket.listen(name, (payload) => {
      if (held) held.push([name, payload]);
      else tell(name, payload);
    });
  const release = () => {
    const early = held ?? [];
    held = null;
    for (const [name, payload] of early) tell(name, payload);
  };
  return withChanged(socket, {
    listen(event, listener) {
      if (listeners.size === 0) queueMicrotask(release);
      listeners.set(event, listener);
    },
  });
}

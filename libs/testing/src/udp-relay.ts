import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const loopback = '127.0.0.1';

interface Path {
  isOpen: boolean;
}

/**
 * Carries UDP between two ends on this machine, so that a test can take the path away without either end's help: the
 * kernel of a small machine may know no way to lose packets. Each end is told the relay's ports instead of the other's, and
 * whoever sends to one is passed on from a port of their own, as through a router.
 * Lifetime: until close().
 */
export class UdpRelay {
  readonly #sockets = new Set<Socket>();
  readonly #paths = new Map<string, { readonly path: Path; readonly port: Promise<number> }>();
  /** While true nothing gets through, either way; what is sent meanwhile is lost. */
  isCut = false;
  #isClosed = false;

  /** The port on 127.0.0.1 that leads to this address; the same for the same address. */
  portTo(address: string, port: number): Promise<number> {
    const key = `${address}:${String(port)}`;
    const known = this.#paths.get(key);
    if (known !== undefined) return known.port;
    const path = { isOpen: true };
    const opened = this.#open(path, { address, port });
    this.#paths.set(key, { path, port: opened });
    return opened;
  }

  /** Takes away every path that was asked for so far, for good: what is asked for later works. */
  dropPaths(): void {
    for (const { path } of this.#paths.values()) path.isOpen = false;
  }

  close(): void {
    this.#isClosed = true;
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
  }

  async #open(path: Path, to: { address: string; port: number }): Promise<number> {
    const entrance = await this.#bind();
    const exits = new Map<number, Promise<Socket>>();
    const passes = () => path.isOpen && !this.isCut && !this.#isClosed;
    entrance.on('message', (packet, from) => {
      const exit = exits.get(from.port) ?? this.#bind();
      if (!exits.has(from.port)) {
        exits.set(from.port, exit);
        void exit.then((socket) =>
          socket.on('message', (reply) => {
            if (passes()) entrance.send(reply, from.port, from.address);
          }),
        );
      }
      void exit.then((socket) => {
        if (passes()) socket.send(packet, to.port, to.address);
      });
    });
    return entrance.address().port;
  }

  async #bind(): Promise<Socket> {
    const socket = createSocket('udp4');
    this.#sockets.add(socket);
    socket.bind(0, loopback);
    await once(socket, 'listening');
    return socket;
  }
}

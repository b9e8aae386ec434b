import { connect, createServer, type Server, type Socket } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

const websocketRequest = /^GET [^\r]*\r\n(?:[^\r]+\r\n)*upgrade: websocket\r\n/i;
const badRequest = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/**
 * A network between a browser and the server that can be made to fail. Plain bytes: it knows nothing of what it carries
 * but how a websocket begins.
 * Lifetime: until dispose().
 */
export class FaultProxy {
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;
  #fault: 'none' | 'reset' | 'black hole' = 'none';
  #refusesWebsockets = false;
  #delayMs = 0;
  #port = 0;
  /** How many websockets it did not let through. */
  refusedWebsockets = 0;

  private constructor(private readonly serverPort: number) {
    this.#server = createServer({ pauseOnConnect: true }, (near) => this.#accept(near));
  }

  static async start(serverPort: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(serverPort);
    await new Promise<void>((listening, failed) => {
      proxy.#server.once('error', failed).listen(0, '127.0.0.1', listening);
    });
    const address = proxy.#server.address();
    proxy.#port = typeof address === 'object' && address ? address.port : 0;
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Everything gets through again; what was held back comes now, as TCP would repeat it. */
  pass(): void {
    this.#fault = 'none';
    for (const pair of this.#pairs) this.#carry(pair);
  }

  /** New websockets are refused or not, whatever else happens, as a proxy does that does not know them. */
  refuseWebsockets(isRefusing: boolean): void {
    this.#refusesWebsockets = isRefusing;
  }

  /** Everything takes so long each way, in order, as over half the world; 0 is at once again. */
  delay(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Every connection breaks, and so does every new one: a middlebox that forgot, a proxy that restarts. */
  reset(): void {
    this.#fault = 'reset';
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Nothing gets through any more, and neither side is told. */
  blackHole(): void {
    this.#fault = 'black hole';
    for (const { near, far } of this.#pairs) {
      near.pause();
      far.pause();
    }
  }

  async dispose(): Promise<void> {
    this.reset();
    await new Promise((closed) => this.#server.close(closed));
  }

  #accept(near: Socket): void {
    if (this.#fault === 'reset') return void near.resetAndDestroy();
    const far = connect(this.serverPort, '127.0.0.1').pause();
    const pair = { near, far };
    this.#pairs.add(pair);
    this.#join(pair, near, far);
    this.#join(pair, far, near);
    if (this.#fault === 'none') this.#carry(pair);
  }

  #join(pair: Pair, from: Socket, to: Socket): void {
    const { near } = pair;
    from.on('data', (bytes) => {
      if (from === near && this.#refuses(bytes, near)) return;
      this.#later(() => to.write(bytes), to);
    });
    from.on('end', () => this.#later(() => to.end(), to));
    // A reset on one side is told to the other below, and needs no more than that.
    from.on('error', () => from.destroy());
    from.on('close', () => {
      if (this.#fault === 'black hole') return;
      this.#pairs.delete(pair);
      to.destroy();
    });
  }

  /** Browsers make a connection of its own for each websocket, so that its request comes in one piece. */
  #refuses(bytes: Buffer, near: Socket): boolean {
    if (!this.#refusesWebsockets || !websocketRequest.test(bytes.toString('latin1'))) return false;
    this.refusedWebsockets += 1;
    near.end(badRequest);
    return true;
  }

  #later(act: () => void, to: Socket): void {
    if (this.#delayMs === 0) act();
    else setTimeout(() => to.writable && act(), this.#delayMs);
  }

  #carry(pair: Pair): void {
    const { near, far } = pair;
    if (!near.destroyed && !far.destroyed) {
      near.resume();
      far.resume();
      return;
    }
    this.#pairs.delete(pair);
    near.destroy();
    far.destroy();
  }
}

import { layOut, type LaidOutConnection } from './laid-out-connection';
import { createStreams } from './transceiver-layout';
import type { MeshPorts } from './types';

export type ReservePorts = Pick<MeshPorts, 'createPeerConnection' | 'createMediaStream'>;

/**
 * Holds connections that are offered before anybody is there to take the offer: certificate, transceivers, channels and
 * the first candidates are ready when somebody joins. They carry no track and reach nobody until a Mesh takes them.
 * Lifetime: until close(), which gives up those that were not taken.
 */
export class ConnectionReserve {
  readonly #ports: ReservePorts;
  readonly #configuration: RTCConfiguration;
  readonly #ready: LaidOutConnection[] = [];
  #isClosed = false;

  /** @param configuration what can be known beforehand; the mesh's own is applied when a connection is taken. */
  constructor(ports: ReservePorts, configuration: RTCConfiguration = {}) {
    this.#ports = ports;
    this.#configuration = { bundlePolicy: 'max-bundle', ...configuration };
  }

  /** Lays out so many connections, one after another. Resolves when they are ready; those that a browser refuses are left out. */
  async prepare(count: number): Promise<void> {
    for (let made = 0; made < count && !this.#isClosed; made += 1) await this.#prepareOne();
  }

  /** The oldest that is ready, which is the taker's to close from now on. */
  take(): LaidOutConnection | null {
    return this.#ready.shift() ?? null;
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const { connection } of this.#ready.splice(0)) connection.close();
  }

  async #prepareOne(): Promise<void> {
    const connection = this.#ports.createPeerConnection(this.#configuration);
    const streams = createStreams(() => this.#ports.createMediaStream());
    const laidOut = layOut(connection, { streams, published: new Map(), remoteCount: 1 });
    try {
      await connection.setLocalDescription();
    } catch {
      // A browser without room for another connection: joining makes its own then, and reports what goes wrong with it.
      connection.close();
      return;
    }
    if (this.#isClosed) connection.close();
    else this.#ready.push({ ...laidOut, isOffered: true });
  }
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const loopback = '127.0.0.1';
/** A home router's: what waits longer in front of the narrow place is thrown away. */
const queueMs = 300;

/**
 * Carries UDP between browsers on this machine through a place that is as narrow as wanted for whatever one of them
 * sends. Everybody is told the relay's ports instead of each other's, so that nothing goes past it.
 * Lifetime: until close().
 */
export class NarrowRelay {
  #sockets = new Set();
  #entrances = new Map();
  #narrowPorts = new Set();
  #bitsPerMs = Infinity;
  #freeAtMs = 0;
  #isClosed = false;

  /** How much of what comes from the narrow side gets through from now on, in kilobits a second; Infinity for all. */
  setLimit(kbps) {
    this.#bitsPerMs = kbps;
    this.#freeAtMs = 0;
  }

  /** What comes from this port, or is an answer sent by it, comes from the narrow side. */
  markNarrow(port) {
    this.#narrowPorts.add(port);
  }

  /** The port on 127.0.0.1 that leads to this address; the same for the same address. */
  portTo(address, port) {
    const key = `${address}:${port}`;
    const entrance = this.#entrances.get(key) ?? this.#open(address, port);
    this.#entrances.set(key, entrance);
    return entrance;
  }

  close() {
    this.#isClosed = true;
    for (const socket of this.#sockets) socket.close();
  }

  async #open(address, port) {
    const entrance = await this.#bind();
    const exits = new Map();
    entrance.on('message', async (packet, from) => {
      if (!exits.has(from.port)) {
        const opened = this.#bind();
        exits.set(from.port, opened);
        (await opened).on('message', (reply) =>
          this.#pass(reply, port, () => entrance.send(reply, from.port, from.address)),
        );
      }
      const exit = await exits.get(from.port);
      this.#pass(packet, from.port, () => exit.send(packet, port, address));
    });
    return entrance.address().port;
  }

  #pass(packet, fromPort, send) {
    const deliver = () => {
      if (!this.#isClosed) send();
    };
    if (this.#bitsPerMs === Infinity || !this.#narrowPorts.has(fromPort)) return deliver();
    const nowMs = performance.now();
    const beginsAtMs = Math.max(nowMs, this.#freeAtMs);
    if (beginsAtMs - nowMs > queueMs) return;
    this.#freeAtMs = beginsAtMs + (packet.length * 8) / this.#bitsPerMs;
    setTimeout(deliver, this.#freeAtMs - nowMs);
  }

  async #bind() {
    const socket = createSocket('udp4');
    this.#sockets.add(socket);
    socket.bind(0, loopback);
    await once(socket, 'listening');
    return socket;
  }
}

/** In a page, before its scripts: every address that it is told is replaced by the relay's, and its own ones are marked. */
function goThroughRelay() {
  const { addIceCandidate, setRemoteDescription } = RTCPeerConnection.prototype;
  const nowhere = ['127.0.0.1', '9'];
  const relayed = async (line) => {
    const [foundation, component, protocol, priority, address, port, ...rest] = line.split(' ');
    if (protocol !== 'udp') return line;
    const isHere = /^[\d.]+$/.test(address);
    const there = isHere
      ? ['127.0.0.1', String(await window.relayPortTo(address, Number(port)))]
      : nowhere;
    return [foundation, component, protocol, priority, ...there, ...rest].join(' ');
  };
  RTCPeerConnection.prototype.addIceCandidate = async function (candidate) {
    if (!candidate?.candidate) return addIceCandidate.call(this, candidate);
    const line = await relayed(candidate.candidate);
    return addIceCandidate.call(this, { ...candidate, candidate: line });
  };
  // Candidates come as signals of their own, too.
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    return setRemoteDescription.call(this, { type, sdp: sdp.replace(/a=candidate:.*\r\n/g, '') });
  };
  const Native = RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super(configuration);
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.port) window.noteOwnPort(candidate.port);
      });
    }
  };
}

/** Lets a page reach others through the relay only; what a narrow one sends has to pass the narrow place. */
export async function leadThroughRelay(page, relay, isNarrow) {
  await page.exposeFunction('relayPortTo', (address, port) => relay.portTo(address, port));
  await page.exposeFunction('noteOwnPort', (port) => isNarrow && relay.markNarrow(port));
  await page.addInitScript(goThroughRelay);
}

import type { LaidOutConnection } from './laid-out-connection';
import { qualityOf } from './link-condition';
import { sequenceOf } from './link-sequence';
import { LinkWatch, countArrivals } from './link-watch';
import { Peer } from './peer';
import type { ReceiverCounts } from './receivers';
import { SignalInbox } from './signal-inbox';
import { SignalOutbox } from './signal-outbox';
import type { SourceStreams } from './transceiver-layout';
import type {
  Limits,
  LogLevel,
  MeshListeners,
  MeshPorts,
  MeshSignal,
  RemoteAddress,
  Source,
  Views,
} from './types';

/** Longer than any offer, answer and first candidate take, signaling over half the world included. */
const noPathAfterMs = 15_000;

/** What a link needs to know of its mesh; read anew for each connection, so that settings changed meanwhile hold. */
export interface LinkContext {
  readonly ports: MeshPorts;
  readonly listeners: MeshListeners;
  readonly streams: SourceStreams;
  readonly published: ReadonlyMap<Source, MediaStreamTrack>;
  configuration(): RTCConfiguration;
  /** A connection laid out beforehand and brought to the configuration, while there are any. */
  takePrepared(): LaidOutConnection | null;
  receivers(): ReceiverCounts;
  /** A participant's page wants to be connected in a way that would end us. */
  givenUp(participantId: string): void;
  /** Somebody shows more or fewer pictures of ours. */
  viewsChanged(): void;
  /** Somebody is sent our pictures in another size or at another pace. */
  sendingChanged(): void;
  limits(): Limits;
  /** How large we show the pictures of a participant. */
  viewsOf(participantId: string): Views;
}

export interface LinkLifeOptions {
  readonly address: RemoteAddress;
  readonly isPolite: boolean;
  readonly generation: number;
  readonly context: LinkContext;
  /** The connection or what comes over it may be in another state now. */
  readonly connectionChanged: () => void;
  /** The other side closed this connection. */
  readonly abandoned: () => void;
  /** Negotiation cannot go on over this connection. */
  readonly failed: (cause: unknown) => void;
  readonly log: (
    level: LogLevel,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ) => void;
}

/**
 * One generation of a link: one RTCPeerConnection, the signals of both directions, and how its path is.
 * Lifetime: until close(), when the link is over or goes on with the next generation.
 */
export class LinkLife {
  readonly peer: Peer;
  readonly #options: LinkLifeOptions;
  readonly #inbox: SignalInbox;
  readonly #outbox: SignalOutbox;
  readonly #watch: LinkWatch;
  #cancelDeadline: (() => void) | null = null;
  /** No path was even tried for so long that waiting on helps nobody. */
  #isOverdue = false;

  constructor(options: LinkLifeOptions) {
    const { context, connectionChanged, log } = options;
    this.#options = options;
    this.#outbox = this.#createOutbox();
    const peer = this.#createPeer();
    this.peer = peer;
    this.#inbox = new SignalInbox((signal) => peer.receive(signal));
    this.#watch = new LinkWatch({
      clock: context.ports.clock,
      control: () => peer.control,
      countArrivals: async () => countArrivals(await peer.connection.getStats()),
      changed: connectionChanged,
      countingFailed: (cause) => log('debug', 'statistics not available', { cause }),
    });
  }

  /** A link over which nothing comes is as good as disconnected, seconds before ICE says so. */
  get pathState(): RTCPeerConnectionState {
    const { connectionState } = this.peer.connection;
    if (connectionState === 'new') return this.#isOverdue ? 'failed' : 'new';
    const isSilent = connectionState === 'connected' && this.#watch.isSilent;
    return isSilent ? 'disconnected' : connectionState;
  }

  /** False while signals wait to be sent. */
  get isSignalingWorking(): boolean {
    return this.#outbox.isEmpty;
  }

  receive(number: number, signal: MeshSignal): void {
    this.#inbox.receive(number, signal);
  }

  signalingRestored(): void {
    this.#outbox.retryNow();
  }

  /** Only the impolite side offers first, so the polite one has to ask. */
  askForRenewal(): void {
    if (this.#options.isPolite) this.#outbox.push({ description: { type: 'rollback', sdp: '' } });
  }

  /** ICE that finds no candidate at all, as with a relay out of reach, stays `new` for ever and says nothing. */
  setDeadline(): void {
    const { context, connectionChanged } = this.#options;
    this.#cancelDeadline = context.ports.clock.schedule(noPathAfterMs, () => {
      this.#isOverdue = true;
      connectionChanged();
    });
  }

  /** Watches what comes while the connection says that something can. */
  follow(): void {
    const { connectionState } = this.peer.connection;
    if (connectionState !== 'new') this.#cancelDeadline?.();
    if (connectionState === 'connected') this.#watch.start();
    else this.#watch.stop();
  }

  close(): void {
    this.#cancelDeadline?.();
    this.#isOverdue = false;
    this.#watch.stop();
    this.#inbox.close();
    this.#outbox.close();
    this.peer.close();
  }

  #createOutbox(): SignalOutbox {
    const { address, generation, context, log } = this.#options;
    return new SignalOutbox({
      send: (number, signal) =>
        context.ports.sendSignal(address, sequenceOf({ generation, number }), signal),
      clock: context.ports.clock,
      deliveryFailed: (reason) => log('debug', 'signal not delivered', { reason }),
    });
  }

  #createPeer(): Peer {
    const { address, isPolite, context, connectionChanged, abandoned, failed, log } = this.#options;
    const { ports, listeners, streams, published } = context;
    const { participantId } = address;
    const laidOut = isPolite ? null : context.takePrepared();
    return new Peer({
      connection: laidOut?.connection ?? ports.createPeerConnection(context.configuration()),
      clock: ports.clock,
      isPolite,
      laidOut,
      streams,
      published,
      receivers: context.receivers(),
      limits: context.limits(),
      views: context.viewsOf(participantId),
      listeners: {
        send: (signal) => this.#outbox.push(signal),
        incomingChanged: (source, track) =>
          listeners.remoteTrackChanged?.({ participantId, source, track }),
        connectionChanged,
        linkChanged: (link) => listeners.linkQualityChanged?.(qualityOf(participantId, link)),
        viewsChanged: () => context.viewsChanged(),
        sendingChanged: () => context.sendingChanged(),
        filesPaced: (bytesPerSecond) =>
          listeners.filePaceChanged?.({ participantId, bytesPerSecond }),
        abandoned,
        filesOpened: (channel) => listeners.fileChannelOpened?.({ participantId, channel }),
        filesClosed: (channel) => listeners.fileChannelClosed?.({ participantId, channel }),
        candidateRefused: (cause) => log('debug', 'candidate refused', { cause }),
        failed,
        sendingFailed: (cause) => log('warn', 'a sender could not be set', { cause }),
      },
    });
  }
}

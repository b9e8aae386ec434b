import { peerStateOf, recoveryStep, renewalDelayMs, type RecoveryStep } from './ice-recovery';
import type { LaidOutConnection } from './laid-out-connection';
import { qualityOf } from './link-condition';
import { LinkWatch, countArrivals } from './link-watch';
import { positionOf, sequenceOf } from './link-sequence';
import { MeshError } from './mesh-error';
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
  PeerState,
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
  /** Somebody shows more or fewer pictures of ours. */
  viewsChanged(): void;
  limits(): Limits;
  /** How large we show the pictures of a participant. */
  viewsOf(participantId: string): Views;
}

interface LinkLife {
  readonly peer: Peer;
  readonly inbox: SignalInbox;
  readonly outbox: SignalOutbox;
  readonly watch: LinkWatch;
}

/**
 * Keeps us connected with one remote page for as long as it is wanted: restarts ICE when the path breaks, and renews the
 * link, which means fresh RTCPeerConnections on both sides and the next generation, when that does not help.
 * Lifetime: until close().
 */
export class RemoteLink {
  readonly address: RemoteAddress;
  readonly #isPolite: boolean;
  readonly #context: LinkContext;
  #generation: number;
  #life: LinkLife;
  #attempts = 0;
  #wasConnected = false;
  #state: PeerState | null = null;
  #cancelRecovery: (() => void) | null = null;
  #isRenewalDue = false;
  #cancelDeadline: (() => void) | null = null;
  /** No path was even tried for so long that waiting on helps nobody. */
  #isOverdue = false;
  #isClosed = false;

  /** @param generation 0, or one more than the last when this page was linked and dropped before. */
  constructor(address: RemoteAddress, isPolite: boolean, generation: number, context: LinkContext) {
    this.address = address;
    this.#isPolite = isPolite;
    this.#context = context;
    this.#generation = generation;
    this.#life = this.#open();
  }

  /** Reports the first state; called once the mesh knows the link, so that listeners find it. */
  start(): void {
    if (this.#generation > 0) this.#askForRenewal();
    this.#setDeadline();
    this.#setState('connecting');
  }

  get generation(): number {
    return this.#generation;
  }

  get peer(): Peer {
    return this.#life.peer;
  }

  receive(sequence: number, signal: MeshSignal): void {
    const { generation, number } = positionOf(sequence);
    if (this.#isClosed || generation < this.#generation) return;
    if (generation > this.#generation) this.#reopen(generation);
    this.#life.inbox.receive(number, signal);
  }

  signalingRestored(): void {
    this.#life.outbox.retryNow();
  }

  /** Restarts ICE at once instead of when the path is found broken: our network is another one now. */
  networkChanged(): void {
    if (this.#isClosed) return;
    const isRenewalDue = this.#isRenewalDue;
    this.#stopRecovery();
    if (isRenewalDue) return this.#renew();
    // What failed over the old network says nothing about this one.
    this.#attempts = 1;
    this.#restartIce();
  }

  /** Closes the connection at once and reports `closed`, unless another page of the participant takes its place. */
  close(isReplaced: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopRecovery();
    this.#closeLife();
    this.#log('info', 'peer closed');
    if (!isReplaced) this.#setState('closed');
  }

  #open(): LinkLife {
    const { ports, listeners, streams, published } = this.#context;
    const { participantId } = this.address;
    const generation = this.#generation;
    const outbox = new SignalOutbox({
      send: (number, signal) =>
        ports.sendSignal(this.address, sequenceOf({ generation, number }), signal),
      clock: ports.clock,
      deliveryFailed: (reason) => this.#log('debug', 'signal not delivered', { reason }),
    });
    const laidOut = this.#isPolite ? null : this.#context.takePrepared();
    const peer = new Peer({
      connection: laidOut?.connection ?? ports.createPeerConnection(this.#context.configuration()),
      clock: ports.clock,
      isPolite: this.#isPolite,
      laidOut,
      streams,
      published,
      receivers: this.#context.receivers(),
      limits: this.#context.limits(),
      views: this.#context.viewsOf(participantId),
      listeners: {
        send: (signal) => outbox.push(signal),
        incomingChanged: (source, track) =>
          listeners.remoteTrackChanged?.({ participantId, source, track }),
        connectionChanged: () => this.#connectionChanged(),
        linkChanged: (link) => listeners.linkQualityChanged?.(qualityOf(participantId, link)),
        viewsChanged: () => this.#context.viewsChanged(),
        filesPaced: (bytesPerSecond) =>
          listeners.filePaceChanged?.({ participantId, bytesPerSecond }),
        abandoned: () => this.#scheduleRenewal(),
        filesOpened: (channel) => listeners.fileChannelOpened?.({ participantId, channel }),
        filesClosed: (channel) => listeners.fileChannelClosed?.({ participantId, channel }),
        candidateRefused: (cause) => this.#log('debug', 'candidate refused', { cause }),
        failed: (cause) => this.#negotiationFailed(cause),
        sendingFailed: (cause) => this.#log('warn', 'a sender could not be set', { cause }),
      },
    });
    const inbox = new SignalInbox((signal) => peer.receive(signal));
    return { peer, outbox, inbox, watch: this.#watchOver(peer) };
  }

  #watchOver(peer: Peer): LinkWatch {
    return new LinkWatch({
      clock: this.#context.ports.clock,
      control: () => peer.control,
      countArrivals: async () => countArrivals(await peer.connection.getStats()),
      changed: () => this.#connectionChanged(),
      countingFailed: (cause) => this.#log('debug', 'statistics not available', { cause }),
    });
  }

  /** ICE that finds no candidate at all, as with a relay out of reach, stays `new` for ever and says nothing. */
  #setDeadline(): void {
    this.#cancelDeadline = this.#context.ports.clock.schedule(noPathAfterMs, () => {
      this.#isOverdue = true;
      this.#connectionChanged();
    });
  }

  #closeLife(): void {
    this.#cancelDeadline?.();
    this.#isOverdue = false;
    this.#life.watch.stop();
    this.#life.inbox.close();
    this.#life.outbox.close();
    this.#life.peer.close();
  }

  #reopen(generation: number): void {
    this.#stopRecovery();
    this.#closeLife();
    // A listener told of the tracks that disappeared may have closed the mesh.
    if (this.#isClosed) return;
    this.#generation = generation;
    this.#life = this.#open();
    this.#log('info', 'link renewed', { generation });
    this.#setDeadline();
    this.#connectionChanged();
  }

  #renew(): void {
    this.#reopen(this.#generation + 1);
    if (!this.#isClosed) this.#askForRenewal();
  }

  /** Only the impolite side offers first, so the polite one has to ask. */
  #askForRenewal(): void {
    if (this.#isPolite) this.#life.outbox.push({ description: { type: 'rollback', sdp: '' } });
  }

  #negotiationFailed(cause: unknown): void {
    const error = MeshError.negotiationFailed(this.address.participantId, cause);
    this.#context.listeners.errorRaised?.(error);
    this.#scheduleRenewal();
  }

  #scheduleRenewal(): void {
    if (this.#isClosed) return;
    this.#stopRecovery();
    const delayMs = renewalDelayMs(this.#attempts);
    this.#attempts += 1;
    this.#setState(this.#wasConnected ? 'reconnecting' : 'connecting');
    this.#isRenewalDue = true;
    this.#cancelRecovery = this.#context.ports.clock.schedule(delayMs, () => this.#renew());
  }

  #connectionChanged(): void {
    // This connection is given up: whatever it still says changes nothing.
    if (this.#isClosed || this.#isRenewalDue) return;
    const { connectionState } = this.peer.connection;
    if (connectionState !== 'new') this.#cancelDeadline?.();
    if (connectionState === 'connected') this.#life.watch.start();
    else this.#life.watch.stop();
    const pathState = this.#pathState();
    if (pathState === 'connected') {
      this.#attempts = 0;
      this.#wasConnected = true;
      this.#stopRecovery();
    }
    this.#setState(peerStateOf(pathState, this.#attempts, this.#wasConnected));
    this.#scheduleRecovery();
  }

  /** A link over which nothing comes is as good as disconnected, seconds before ICE says so. */
  #pathState(): RTCPeerConnectionState {
    const { connectionState } = this.peer.connection;
    if (connectionState === 'new') return this.#isOverdue ? 'failed' : 'new';
    const isSilent = connectionState === 'connected' && this.#life.watch.isSilent;
    return isSilent ? 'disconnected' : connectionState;
  }

  #recoveryStep(): RecoveryStep | null {
    return recoveryStep({
      connectionState: this.#pathState(),
      attempts: this.#attempts,
      isSignalingWorking: this.#life.outbox.isEmpty,
    });
  }

  #scheduleRecovery(): void {
    const step = this.#recoveryStep();
    if (step === null) return;
    this.#stopRecovery();
    this.#cancelRecovery = this.#context.ports.clock.schedule(step.delayMs, () => this.#recover());
  }

  #recover(): void {
    this.#cancelRecovery = null;
    const step = this.#recoveryStep();
    // ICE is at work again: it says so if it fails.
    if (step === null) return;
    this.#attempts += 1;
    if (step.action === 'renew-link') this.#renew();
    else this.#restartIce();
  }

  #restartIce(): void {
    this.#log('info', 'ICE restart', { attempts: this.#attempts });
    this.peer.connection.restartIce();
    // The state may well stay as it is, as while signaling is away; the next step must come all the same.
    this.#connectionChanged();
  }

  #stopRecovery(): void {
    this.#cancelRecovery?.();
    this.#cancelRecovery = null;
    this.#isRenewalDue = false;
  }

  #setState(state: PeerState): void {
    if (state === this.#state || (this.#isClosed && state !== 'closed')) return;
    this.#state = state;
    this.#log('info', `peer ${state}`);
    const { participantId } = this.address;
    this.#context.listeners.peerStateChanged?.({ participantId, state });
  }

  #log(level: LogLevel, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#context.ports.log?.(level, message, { ...this.address, ...details });
  }
}

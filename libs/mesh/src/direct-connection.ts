import { Negotiator } from './negotiator';
import { createChannels, PeerChannels } from './peer-channels';
import type { Signaling } from './signaling';
import type { MeshSignal, RemoteAddress } from './types';

/** `lost` is for good: a new connection needs new signals. */
export type DirectState = 'connecting' | 'connected' | 'interrupted' | 'lost';

export interface DirectConnectionOptions {
  readonly connection: RTCPeerConnection;
  readonly signaling: Signaling;
  /** Whose connection this is to be; whoever carries signals by hand has no use for it. */
  readonly to?: RemoteAddress;
  /** Whether this page begins; the other one waits for its offer. */
  readonly isOfferer: boolean;
  readonly stateChanged: (state: DirectState) => void;
  /** A message on the `control` channel, as it came: parse it. */
  readonly controlMessage: (data: unknown) => void;
  /** The signals of the other side could not be used. */
  readonly failed: (cause: unknown) => void;
}

const nobody: RemoteAddress = { participantId: '', pageId: '' };

/**
 * Two data channels to one other page and no media: `control` for words, `files` for libs/file-transfer. Says all its
 * candidates, and then that these were all, so that any signaling can carry them. Lifetime: until close() or `lost`.
 */
export class DirectConnection {
  readonly #options: DirectConnectionOptions;
  readonly #negotiator: Negotiator;
  readonly #channels: PeerChannels;
  readonly #listening = new AbortController();
  readonly #stopSignals: () => void;
  #receiving = Promise.resolve();
  #sequence = 0;
  #state: DirectState = 'connecting';
  #isClosed = false;

  constructor(options: DirectConnectionOptions) {
    this.#options = options;
    const { connection, signaling, isOfferer } = options;
    this.#negotiator = new Negotiator({
      connection,
      isPolite: !isOfferer,
      send: (signal) => this.#send(signal),
      offerApplied: () => undefined,
      // One path less to try.
      candidateRefused: () => undefined,
      failed: (cause) => options.failed(cause),
    });
    this.#channels = new PeerChannels(createChannels(connection), {
      controlOpened: () => this.#update(),
      controlMessage: options.controlMessage,
      controlClosed: () => this.#lose(),
      filesOpened: () => this.#update(),
      filesClosed: () => this.#lose(),
    });
    // In order and one at a time, as the negotiator wants them.
    this.#stopSignals = signaling.onSignal((_from, _sequence, signal) => {
      this.#receiving = this.#receiving.then(() => this.#negotiator.receive(signal));
    });
    this.#watch();
  }

  /** The `files` channel; its binaryType is `arraybuffer`. Good while the state is `connected` or `interrupted`. */
  get files(): RTCDataChannel {
    return this.#channels.files;
  }

  get state(): DirectState {
    return this.#state;
  }

  /** Sends on the `control` channel; before `connected` and after `lost` it goes nowhere. */
  sendControl(message: string): void {
    this.#channels.sendControl(message);
  }

  close(): void {
    this.#isClosed = true;
    this.#stopSignals();
    this.#listening.abort();
    this.#negotiator.close();
    this.#channels.close();
    this.#options.connection.close();
  }

  #watch(): void {
    const { connection } = this.#options;
    const { signal } = this.#listening;
    connection.addEventListener('connectionstatechange', () => this.#update(), { signal });
    connection.addEventListener(
      'icegatheringstatechange',
      () => {
        if (connection.iceGatheringState === 'complete') this.#endCandidates();
      },
      { signal },
    );
  }

  #endCandidates(): void {
    const end = { candidate: '', sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };
    this.#send({ candidate: end });
  }

  #send(signal: MeshSignal): void {
    const { signaling, to = nobody } = this.#options;
    this.#sequence += 1;
    signaling.sendSignal(to, this.#sequence, signal).catch((cause: unknown) => {
      this.#options.failed(cause);
    });
  }

  #update(): void {
    const { connectionState } = this.#options.connection;
    const areOpen = [this.#channels.control, this.#channels.files].every(
      ({ readyState }) => readyState === 'open',
    );
    if (connectionState === 'closed' || (connectionState === 'failed' && this.#isFinal()))
      return this.#lose();
    if (connectionState === 'disconnected') return this.#become('interrupted');
    if (connectionState === 'connected' && areOpen) this.#become('connected');
  }

  /**
   * Whoever answered tries paths while somebody still carries the code: to have found none by then says nothing, and the
   * other side's own tries find this one, too.
   */
  #isFinal(): boolean {
    return this.#options.isOfferer || this.#state !== 'connecting';
  }

  #lose(): void {
    if (this.#isClosed) return;
    this.#become('lost');
    this.close();
  }

  #become(state: DirectState): void {
    if (this.#state === state || this.#isClosed) return;
    this.#state = state;
    this.#options.stateChanged(state);
  }
}

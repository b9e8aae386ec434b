import { FakeDataChannel, FakeTransceiver, type FakeTrack } from './fake-media';

interface FakeDescription {
  readonly type: RTCSdpType;
  readonly sdp: string;
}

let connectionCount = 0;

/**
 * An RTCPeerConnection that negotiates by the book and carries nothing: the signaling state machine with implicit rollback,
 * the operations chain, the negotiation-needed flag, ICE credentials and one candidate for each set of them.
 * Source: W3C webrtc-pc, sections 4.4.1 and 4.7.3.
 */
export class FakePeerConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  /** How often ICE was asked to restart. */
  restartCount = 0;
  readonly channels: FakeDataChannel[] = [];
  /** What the statistics say has arrived. */
  bytesReceived = 0;
  readonly #transceivers: FakeTransceiver[] = [];
  readonly #name = `pc${String((connectionCount += 1))}`;
  #currentLocal: FakeDescription | null = null;
  #pendingLocal: FakeDescription | null = null;
  #currentRemote: FakeDescription | null = null;
  #pendingRemote: FakeDescription | null = null;
  #chain: Promise<unknown> = Promise.resolve();
  #chainLength = 0;
  #credentials = 0;
  #credentialsToReplace: string | null = null;
  #isNegotiationNeeded = false;

  /** This fake, where product code wants the real thing. */
  get asReal(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  get localDescription(): FakeDescription | null {
    return this.#pendingLocal ?? this.#currentLocal;
  }

  get remoteDescription(): FakeDescription | null {
    return this.#pendingRemote ?? this.#currentRemote;
  }

  setLocalDescription(): Promise<void> {
    return this.#enqueue(() => {
      if (this.signalingState === 'have-remote-offer') this.#answer();
      else this.#offer();
      const { sdp } = this.localDescription ?? { sdp: '' };
      this.#emitLater('icecandidate', { candidate: candidateOf(ufragOf(sdp)) });
    });
  }

  setRemoteDescription(description: FakeDescription): Promise<void> {
    return this.#enqueue(() => {
      if (description.type === 'offer') {
        // An own offer is rolled back implicitly.
        this.#pendingLocal = null;
        this.#pendingRemote = description;
        this.#makeOfferedTransceivers(description);
        this.#setSignalingState('have-remote-offer');
      } else if (description.type === 'answer' && this.signalingState === 'have-local-offer') {
        this.#currentLocal = this.#pendingLocal;
        this.#currentRemote = description;
        this.#becomeStable();
      } else {
        throw new DOMException(
          `${description.type} in ${this.signalingState}`,
          'InvalidStateError',
        );
      }
    });
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    return this.#enqueue(() => {
      const remote = this.remoteDescription;
      if (remote === null) throw new DOMException('no remote description', 'InvalidStateError');
      const ufrags = [this.#pendingRemote, this.#currentRemote].map((known) => ufragOf(known?.sdp));
      if (!ufrags.includes(candidate.usernameFragment ?? ufragOf(remote.sdp))) {
        throw new DOMException('unknown ufrag', 'OperationError');
      }
    });
  }

  restartIce(): void {
    this.restartCount += 1;
    this.#credentialsToReplace = ufragOf(this.#currentLocal?.sdp);
    this.#updateNegotiationNeeded();
  }

  createDataChannel(label: string): FakeDataChannel {
    const channel = new FakeDataChannel(label);
    this.channels.push(channel);
    this.#updateNegotiationNeeded();
    return channel;
  }

  addTransceiver(trackOrKind: FakeTrack | 'audio' | 'video'): FakeTransceiver {
    const [kind, track] =
      typeof trackOrKind === 'string' ? [trackOrKind, null] : [trackOrKind.kind, trackOrKind];
    const transceiver = new FakeTransceiver(kind, track);
    this.#transceivers.push(transceiver);
    this.#updateNegotiationNeeded();
    return transceiver;
  }

  getTransceivers(): readonly FakeTransceiver[] {
    return this.#transceivers;
  }

  getStats(): Promise<RTCStatsReport> {
    const transport = { type: 'transport', bytesReceived: this.bytesReceived };
    return Promise.resolve(new Map([['T01', transport]]) as unknown as RTCStatsReport);
  }

  setConfiguration(): void {
    // Nothing here depends on servers.
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  /** Makes the path what the test says it is. */
  becomes(connectionState: RTCPeerConnectionState): void {
    this.connectionState = connectionState;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** Finds a candidate of the present credentials at once, earlier than the book has it. */
  findsCandidate(): void {
    const candidate = candidateOf(ufragOf(this.localDescription?.sdp));
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }

  #offer(): void {
    const current = ufragOf(this.#currentLocal?.sdp);
    const isFresh = current === '' || current === this.#credentialsToReplace;
    this.#pendingLocal = this.#describe('offer', isFresh ? this.#nextUfrag() : current);
    this.#setSignalingState('have-local-offer');
  }

  #answer(): void {
    const isRestart = ufragOf(this.#pendingRemote?.sdp) !== ufragOf(this.#currentRemote?.sdp);
    const ufrag = isRestart ? this.#nextUfrag() : ufragOf(this.#currentLocal?.sdp);
    this.#currentLocal = this.#describe('answer', ufrag);
    this.#currentRemote = this.#pendingRemote;
    this.#becomeStable();
  }

  #becomeStable(): void {
    this.#pendingLocal = null;
    this.#pendingRemote = null;
    if (ufragOf(this.#currentLocal?.sdp) !== this.#credentialsToReplace) {
      this.#credentialsToReplace = null;
    }
    this.#setSignalingState('stable');
    this.#isNegotiationNeeded = false;
    this.#updateNegotiationNeeded();
  }

  #makeOfferedTransceivers({ sdp }: FakeDescription): void {
    const kinds = [...sdp.matchAll(/m=(audio|video)/g)].slice(this.#transceivers.length);
    for (const [, kind] of kinds) {
      this.#transceivers.push(new FakeTransceiver(kind === 'audio' ? 'audio' : 'video', null));
    }
  }

  #setSignalingState(state: RTCSignalingState): void {
    this.signalingState = state;
    this.#emitLater('signalingstatechange', {});
  }

  #describe(type: RTCSdpType, ufrag: string): FakeDescription {
    const media = this.#transceivers.map(({ receiver }) => `m=${receiver.track.kind}\r\n`).join('');
    return { type, sdp: `v=0\r\no=${this.#name}\r\na=ice-ufrag:${ufrag}\r\n${media}` };
  }

  #nextUfrag(): string {
    this.#credentials += 1;
    return `${this.#name}u${String(this.#credentials)}`;
  }

  #updateNegotiationNeeded(): void {
    void Promise.resolve().then(() => {
      if (this.#chainLength > 0 || this.signalingState !== 'stable') return;
      const isNeeded = this.#currentLocal === null || this.#credentialsToReplace !== null;
      if (!isNeeded) this.#isNegotiationNeeded = false;
      if (!isNeeded || this.#isNegotiationNeeded) return;
      this.#isNegotiationNeeded = true;
      this.dispatchEvent(new Event('negotiationneeded'));
    });
  }

  #enqueue(operation: () => void): Promise<void> {
    if (this.signalingState === 'closed') {
      return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    }
    this.#chainLength += 1;
    const done = this.#chain.then(async () => {
      await Promise.resolve();
      try {
        if (this.signalingState !== 'closed') operation();
      } finally {
        this.#chainLength -= 1;
        if (this.#chainLength === 0) this.#updateNegotiationNeeded();
      }
    });
    this.#chain = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  #emitLater(type: string, details: object): void {
    setImmediate(() => {
      if (this.signalingState !== 'closed')
        this.dispatchEvent(Object.assign(new Event(type), details));
    });
  }
}

/** The ICE user name fragment of a description; empty where there is none. */
export function ufragOf(sdp: string | undefined): string {
  return /a=ice-ufrag:(\S+)/.exec(sdp ?? '')?.[1] ?? '';
}

function candidateOf(usernameFragment: string): RTCIceCandidateInit {
  const candidate = 'candidate:1 1 udp 1 127.0.0.1 9 typ host';
  return { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment };
}

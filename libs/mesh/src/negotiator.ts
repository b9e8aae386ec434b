import { withQuietVoice } from './quiet-voice';
import { maxTransceivers } from './transceiver-layout';
import type { MeshCandidate, MeshDescription, MeshSignal } from './types';

/** Every source that there can be, and the data channels: a description with more would only cost us memory. */
const maxSections = maxTransceivers + 1;

export interface NegotiatorOptions {
  readonly connection: RTCPeerConnection;
  readonly isPolite: boolean;
  send(signal: MeshSignal): void;
  /** Called with a remote offer applied and not yet answered; throws when the offer cannot be accepted. */
  offerApplied(): void;
  /** Called for a candidate that the browser does not take: one path less to try, and nothing else. */
  candidateRefused(cause: unknown): void;
  /** Called once, when descriptions can no longer be exchanged. */
  failed(cause: unknown): void;
}

/**
 * Relays local descriptions and candidates with W3C perfect negotiation, so both sides may start at any time. The polite
 * side makes no offer before it has taken over the transceivers of the first remote one.
 * Lifetime: until close(). Signals must come in order and one at a time.
 * Source: https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 */
export class Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #listening = new AbortController();
  readonly #heldCandidates: MeshCandidate[] = [];
  #mayOffer: boolean;
  #isMakingOffer = false;
  #isMakingAnswer = false;
  #isSettingRemoteAnswerPending = false;
  #ignoreOffer = false;
  #isClosed = false;

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#mayOffer = !options.isPolite;
    const { signal } = this.#listening;
    const { connection } = options;
    connection.addEventListener('negotiationneeded', () => void this.#offer(), { signal });
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        if (candidate !== null) this.#sendCandidate(candidate);
      },
      { signal },
    );
  }

  /**
   * Offers now instead of when the browser gets round to `negotiationneeded`, which waits behind whatever the page does.
   *
   * @param isOffered whether the local description is a fresh offer already, which only has to be sent.
   */
  begin(isOffered = false): void {
    if (isOffered) this.#sendDescription();
    else void this.#offer();
  }

  /** Applies one signal of the other side. Never rejects: `failed` is called instead. */
  async receive(signal: MeshSignal): Promise<void> {
    if (this.#isClosed) return;
    try {
      if ('description' in signal) await this.#receiveDescription(signal.description);
      else await this.#receiveCandidate(signal.candidate);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#listening.abort();
    this.#heldCandidates.length = 0;
  }

  async #offer(): Promise<void> {
    if (!this.#mayOffer || this.#isClosed) return;
    try {
      this.#isMakingOffer = true;
      await this.#options.connection.setLocalDescription();
      this.#sendDescription();
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#isMakingOffer = false;
    }
  }

  async #receiveDescription(description: MeshDescription): Promise<void> {
    const { connection, isPolite } = this.#options;
    // Only asks for the new generation that it belongs to, and we are in it: the first offer is on its way.
    if (description.type === 'rollback') return;
    const isReadyForOffer =
      !this.#isMakingOffer &&
      (connection.signalingState === 'stable' || this.#isSettingRemoteAnswerPending);
    const isOfferCollision = description.type === 'offer' && !isReadyForOffer;
    this.#ignoreOffer = !isPolite && isOfferCollision;
    if (this.#ignoreOffer) return;
    assertBounded(description);
    this.#isSettingRemoteAnswerPending = description.type === 'answer';
    // A polite side's own offer is rolled back by this, as needed.
    await connection.setRemoteDescription(description);
    this.#isSettingRemoteAnswerPending = false;
    if (this.#isClosed || description.type !== 'offer') return;
    this.#options.offerApplied();
    this.#mayOffer = true;
    this.#isMakingAnswer = true;
    await connection.setLocalDescription();
    this.#isMakingAnswer = false;
    this.#sendDescription();
  }

  async #receiveCandidate(candidate: MeshCandidate): Promise<void> {
    const { connection } = this.#options;
    // A candidate of an offer that was rolled back meanwhile: the description that replaced it has candidates of its own.
    if (isStale(candidate, connection.remoteDescription)) return;
    try {
      await connection.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that we ignored cannot fit: https://www.w3.org/TR/webrtc/#perfect-negotiation-example
      if (this.#ignoreOffer) return;
      // Without a description there is more amiss than a candidate, such as one with a port below 1024 (Chromium 156).
      if (connection.remoteDescription === null) throw error;
      this.#options.candidateRefused(error);
    }
  }

  #sendDescription(): void {
    const description = this.#options.connection.localDescription;
    if (this.#isClosed || description === null) return;
    const { type, sdp } = description;
    this.#options.send({ description: { type, sdp: withQuietVoice(sdp) } });
    for (const candidate of this.#heldCandidates.splice(0)) this.#options.send({ candidate });
  }

  /** A candidate is worth nothing before its description, and some browsers find them first. */
  #sendCandidate(found: RTCIceCandidate): void {
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
    const toSend = { candidate, sdpMid, sdpMLineIndex, usernameFragment };
    if (this.#isMakingOffer || this.#isMakingAnswer) this.#heldCandidates.push(toSend);
    else this.#options.send({ candidate: toSend });
  }

  #fail(cause: unknown): void {
    if (this.#isClosed) return;
    this.close();
    this.#options.failed(cause);
  }
}

function assertBounded({ sdp }: MeshDescription): void {
  if ([...sdp.matchAll(/^m=/gm)].length > maxSections) throw new TypeError('too many sections');
}

function isStale(candidate: MeshCandidate, remote: RTCSessionDescription | null): boolean {
  if (remote === null || candidate.usernameFragment === null) return false;
  return !remote.sdp.includes(`a=ice-ufrag:${candidate.usernameFragment}\r\n`);
}

import { peerStateOf, recoveryStep, renewalDelayMs, type RecoveryStep } from './ice-recovery';
import { LinkLife, type LinkContext } from './link-life';
import { positionOf } from './link-sequence';
import { MeshError } from './mesh-error';
import type { Peer } from './peer';
import { RenewalPatience } from './renewal-patience';
import type { LogLevel, MeshSignal, PeerState, RemoteAddress, Source } from './types';

/**
 * Keeps us connected with one remote page for as long as it is wanted: restarts ICE when the path breaks, and renews the
 * link, which means fresh RTCPeerConnections on both sides and the next generation, when that does not help.
 * Lifetime: until close().
 */
export class RemoteLink {
  readonly address: RemoteAddress;
  readonly #isPolite: boolean;
  readonly #context: LinkContext;
  readonly #patience: RenewalPatience;
  #generation: number;
  #life: LinkLife;
  #attempts = 0;
  #wasConnected = false;
  #state: PeerState | null = null;
  #cancelRecovery: (() => void) | null = null;
  #isRenewalDue = false;
  #isClosed = false;

  /** @param generation 0, or one more than the last when this page was linked and dropped before. */
  constructor(address: RemoteAddress, isPolite: boolean, generation: number, context: LinkContext) {
    this.address = address;
    this.#isPolite = isPolite;
    this.#context = context;
    this.#patience = new RenewalPatience(context.ports.clock);
    this.#generation = generation;
    this.#life = this.#open();
  }

  /**
   * Reports the first state; called once the mesh knows the link, so that listeners find it.
   *
   * @param expected what the page is thought to send.
   */
  start(expected: readonly Source[]): void {
    if (this.#generation > 0) this.#life.askForRenewal();
    this.#life.setDeadline();
    this.#setState('connecting');
    this.peer.expect(expected);
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
    if (generation > this.#generation) {
      if (!this.#patience.spend()) return this.#giveUp();
      this.#reopen(generation);
    }
    this.#life.receive(number, signal);
  }

  signalingRestored(): void {
    this.#life.signalingRestored();
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
    this.#life.close();
    this.#log('info', 'peer closed');
    if (!isReplaced) this.#setState('closed');
  }

  #open(): LinkLife {
    return new LinkLife({
      address: this.address,
      isPolite: this.#isPolite,
      generation: this.#generation,
      context: this.#context,
      connectionChanged: () => this.#connectionChanged(),
      abandoned: () => this.#scheduleRenewal(),
      failed: (cause) => this.#negotiationFailed(cause),
      log: (level, message, details) => this.#log(level, message, details),
    });
  }

  #reopen(generation: number): void {
    this.#stopRecovery();
    this.#life.close();
    // A listener told of the tracks that disappeared may have closed the mesh.
    if (this.#isClosed) return;
    this.#generation = generation;
    this.#life = this.#open();
    this.#log('info', 'link renewed', { generation });
    this.#life.setDeadline();
    this.#connectionChanged();
  }

  #renew(): void {
    this.#reopen(this.#generation + 1);
    if (!this.#isClosed) this.#life.askForRenewal();
  }

  #negotiationFailed(cause: unknown): void {
    this.#raise(cause);
    this.#scheduleRenewal();
  }

  /** The mesh drops the link, and listens to this page no more. */
  #giveUp(): void {
    this.#log('warn', 'link given up');
    this.#raise(new RangeError('the other side renews the link on and on'));
    this.#setState('failed');
    this.#context.givenUp(this.address.participantId);
  }

  #raise(cause: unknown): void {
    const error = MeshError.negotiationFailed(this.address.participantId, cause);
    this.#context.listeners.errorRaised?.(error);
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
    this.#life.follow();
    const { pathState } = this.#life;
    if (pathState === 'connected') {
      this.#attempts = 0;
      this.#wasConnected = true;
      this.#stopRecovery();
    }
    this.#setState(peerStateOf(pathState, this.#attempts, this.#wasConnected));
    this.#scheduleRecovery();
  }

  #recoveryStep(): RecoveryStep | null {
    return recoveryStep({
      connectionState: this.#life.pathState,
      attempts: this.#attempts,
      isSignalingWorking: this.#life.isSignalingWorking,
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
    // Where nothing ever came, no place is kept for what was expected.
    if (state === 'failed' && !this.#wasConnected) this.peer.expect([]);
    const { participantId } = this.address;
    this.#context.listeners.peerStateChanged?.({ participantId, state });
  }

  #log(level: LogLevel, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#context.ports.log?.(level, message, { ...this.address, ...details });
  }
}

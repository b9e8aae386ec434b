import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { routes } from '@parley/contract';
import { DirectConnection, type DirectState, ManualSignaling, MeshError } from '@parley/mesh';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { addressesOf } from '../check/ice-servers';
import { browserPorts } from '../meeting/mesh-ports';
import type { CodeProblem } from '../text/direct.en';

/** `making`: looking for the own addresses. `given`: the own code waits for the other page. */
export type DirectStep =
  | { readonly kind: 'start' | 'making' | 'lost' }
  | { readonly kind: 'given'; readonly code: string; readonly isAnswer: boolean }
  | { readonly kind: 'connected'; readonly isInterrupted: boolean };

export interface DirectLinkObserver {
  opened(files: RTCDataChannel): void;
  closed(files: RTCDataChannel): void;
  /** What the other page said, as it came. */
  said(data: unknown): void;
}

interface Way {
  readonly signaling: ManualSignaling;
  readonly direct: DirectConnection;
}

/**
 * The connection between this page and one other, made by codes that people carry; another one after a loss, again and
 * again. Of the server it asks for the addresses of STUN servers, and of these only. Lifetime: the page's.
 */
@Injectable()
export class DirectLink {
  readonly #rest = inject(RestClient);
  readonly #ports = inject(browserPorts);
  readonly #step = signal<DirectStep>({ kind: 'start' });
  readonly #problem = signal<CodeProblem | null>(null);
  readonly #stunServers = signal<readonly string[] | null>(null);
  readonly #observers = new Set<DirectLinkObserver>();
  #way: Way | null = null;
  #openFiles: RTCDataChannel | null = null;

  readonly step = this.#step.asReadonly();
  /** What is wrong with the code that was pasted last. */
  readonly problem = this.#problem.asReadonly();
  /** Who is asked for this page's address as others see it; null until it is known. */
  readonly stunServers = this.#stunServers.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#drop());
  }

  /** Makes the first code. */
  async begin(): Promise<void> {
    this.#step.set({ kind: 'making' });
    this.#problem.set(null);
    await this.#open(true);
  }

  /** Takes the first code of the other page and makes the answer to it, or takes the answer to the own one. */
  async takeCode(pasted: string): Promise<void> {
    this.#problem.set(null);
    const way = this.#step().kind === 'given' ? this.#way : await this.#open(false);
    try {
      await way?.signaling.receive(pasted);
      if (['start', 'lost'].includes(this.#step().kind)) this.#step.set({ kind: 'making' });
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** Gives up the connection and every code. */
  startOver(): void {
    this.#drop();
    this.#problem.set(null);
    this.#step.set({ kind: 'start' });
  }

  /** Says something to the other page; goes nowhere while there is no connection. */
  say(message: string): void {
    this.#way?.direct.sendControl(message);
  }

  /** Tells of the connection, and of one that is open already. Returns what ends it. */
  observe(observer: DirectLinkObserver): () => void {
    this.#observers.add(observer);
    if (this.#openFiles) observer.opened(this.#openFiles);
    return () => this.#observers.delete(observer);
  }

  async #open(isOfferer: boolean): Promise<Way> {
    this.#drop();
    const iceServers = await this.#readStunServers();
    const signaling = new ManualSignaling((code) =>
      this.#step.set({ kind: 'given', code, isAnswer: !isOfferer }),
    );
    const direct: DirectConnection = new DirectConnection({
      connection: this.#ports.createPeerConnection({ iceServers: [...iceServers] }),
      signaling,
      isOfferer,
      stateChanged: (state) => this.#way?.direct === direct && this.#follow(direct, state),
      controlMessage: (data) => this.#tell((one) => one.said(data)),
      failed: (cause) => this.#refuse(cause),
    });
    this.#way = { signaling, direct };
    return this.#way;
  }

  #follow(direct: DirectConnection, state: DirectState): void {
    if (state === 'connecting') return;
    if (state === 'lost') {
      this.#drop();
      return this.#step.set({ kind: 'lost' });
    }
    this.#step.set({ kind: 'connected', isInterrupted: state === 'interrupted' });
    if (this.#openFiles === direct.files) return;
    this.#openFiles = direct.files;
    this.#tell((one) => one.opened(direct.files));
  }

  #drop(): void {
    const [way, files] = [this.#way, this.#openFiles];
    this.#way = null;
    this.#openFiles = null;
    way?.direct.close();
    if (files) this.#tell((one) => one.closed(files));
  }

  /** A code that was refused changes nothing of the own one, which is out there already. */
  #refuse(error: unknown): void {
    console.warn('direct', error);
    this.#problem.set(problemOf(error));
    if (this.#step().kind === 'given') return;
    this.#drop();
    this.#step.set({ kind: 'start' });
  }

  /** Without an answer, codes are good within one network. */
  async #readStunServers(): Promise<readonly RTCIceServer[]> {
    const { iceServers } = await this.#rest
      .call(routes.readCheckServers, {})
      .catch((error: unknown) => {
        console.warn('no STUN servers', ParleyFailure.from(error).code);
        return { iceServers: [] };
      });
    const stun = addressesOf('stun', iceServers);
    this.#stunServers.set(stun.map(({ url }) => url));
    return stun.map(({ server }) => server);
  }

  #tell(call: (observer: DirectLinkObserver) => void): void {
    for (const observer of [...this.#observers]) call(observer);
  }
}

function problemOf(error: unknown): CodeProblem {
  const code = error instanceof MeshError ? error.code : 'code-damaged';
  return code.startsWith('code-') ? (code as CodeProblem) : 'code-damaged';
}

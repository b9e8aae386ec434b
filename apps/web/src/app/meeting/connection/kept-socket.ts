import type { Manager, Socket } from 'socket.io-client';
import type { MeetingSocket } from './meeting-socket';
import { connectTimeoutMs, type LossCause, reconnectDelayMs } from './reconnect-timing';
import { SilenceWatch } from './silence-watch';
import { transportsFor } from './transport-choice';

/** Long enough for a loaded server, short enough that a button does not hang. */
export const answerTimeoutMs = 10_000;

/** The page's own view of its network, and chance. */
export interface SocketPorts {
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'navigator'>;
  readonly random: () => number;
}

/**
 * A socket that is kept: notices within seconds that nothing is heard any more, cuts a dead connection instead of waiting
 * for it, and gives up never, because the seat decides when it is over. Socket.IO's own reconnecting is off: it can
 * neither tell whose fault a loss was nor try at once when the network is back. Lifetime: until close().
 */
export class KeptSocket implements MeetingSocket {
  readonly #manager: Manager;
  readonly #watch: SilenceWatch;
  #isOpen = false;
  #isCutting = false;
  #opened: string | null = null;
  #wasConnected = false;
  #attempt = 0;
  #startedMs = 0;
  #fastestMs: number | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #noteSilence: (isSilent: boolean) => void = () => undefined;

  constructor(
    private readonly socket: Socket,
    private readonly ports: SocketPorts,
  ) {
    this.#manager = socket.io;
    this.#watch = new SilenceWatch({
      silenceChanged: (isSilent) => this.#noteSilence(isSilent),
      died: () => this.restart(),
    });
    socket.on('connect', () => this.#noteConnected());
    this.#manager.on('open', () => this.#noteOpen(performance.now() - this.#startedMs));
    this.#manager.on('close', (reason) => this.#noteClosed(reason));
    this.#manager.on('error', () => {
      // The delay is from try to try: one that hung for long enough is followed at once.
      if (!this.#isOpen) this.#tryAgain('network', performance.now() - this.#startedMs);
    });
    ports.page.addEventListener('online', this.#online);
    ports.page.addEventListener('offline', this.#offline);
    // Undefined before the first opening, whatever its type says.
    const engine = this.#manager.engine as Manager['engine'] | undefined;
    if (engine?.readyState === 'open') this.#noteOpen(null);
    this.#connect();
  }

  listen(event: string, listener: (payload: unknown) => void): void {
    this.socket.on(event, listener);
  }

  onSilence(listener: (isSilent: boolean) => void): void {
    this.#noteSilence = listener;
  }

  ask(event: string, payload: unknown, answered: (error: unknown, answer: unknown) => void): void {
    this.socket.timeout(answerTimeoutMs).emit(event, payload, answered);
  }

  tell(event: string, payload: unknown): void {
    // The acknowledgement is still part of the event's signature; nobody is here to read it.
    this.socket.emit(event, payload, () => undefined);
  }

  reopen(): void {
    this.#tryAgain('refusal');
  }

  restart(): void {
    if (!this.#isOpen) return;
    // As if it had broken: only then is it a loss that is told and mended. Closing in order would wait for what is unsent.
    this.#isCutting = true;
    this.#manager.engine.transport.close();
    this.#isCutting = false;
  }

  close(): void {
    this.ports.page.removeEventListener('online', this.#online);
    this.ports.page.removeEventListener('offline', this.#offline);
    clearTimeout(this.#retry);
    this.#watch.stop();
    this.socket.disconnect();
  }

  readonly #offline = (): void => this.#watch.suspect();

  readonly #online = (): void => {
    if (this.#retry !== undefined) this.#connect();
    else if (this.#watch.isSilent) this.restart();
  };

  #connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#startedMs = performance.now();
    const failures = this.#attempt - (this.#wasConnected ? 1 : 0);
    Object.assign(this.#manager.opts, transportsFor(failures, this.#opened));
    this.#manager.timeout(connectTimeoutMs(this.#attempt, this.#wasConnected, this.#fastestMs));
    this.socket.connect();
  }

  #tryAgain(cause: LossCause, spentMs = 0): void {
    clearTimeout(this.#retry);
    const delayMs = reconnectDelayMs(cause, this.#attempt, this.ports.random());
    this.#attempt += 1;
    this.#retry = setTimeout(() => this.#connect(), Math.max(0, delayMs - spentMs));
  }

  #noteConnected(): void {
    this.#wasConnected = true;
    this.#attempt = 0;
  }

  #noteOpen(tookMs: number | null): void {
    this.#isOpen = true;
    if (tookMs !== null) this.#fastestMs = Math.min(tookMs, this.#fastestMs ?? tookMs);
    this.#manager.engine.on('packet', () => this.#watch.hear());
    this.#watch.start();
  }

  #noteClosed(reason: string): void {
    this.#isOpen = false;
    // What it became in the end, by an upgrade perhaps.
    this.#opened = this.#manager.engine.transport.name;
    this.#watch.stop();
    // Not while the seat was refused or given back: whether to try again is for others to say then.
    if (!this.socket.active) return;
    const isBroken = reason.startsWith('transport') && !this.#isCutting;
    const isClosedOnUs = isBroken && this.ports.page.navigator.onLine;
    this.#tryAgain(isClosedOnUs ? 'server' : 'network');
  }
}

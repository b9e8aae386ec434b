import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import {
  clientEvents,
  type ClientEventName,
  Failure,
  type PayloadInputOf,
  type ReplyOf,
  serverEvents,
  type ServerEventName,
  type ServerPayloadOf,
} from '@parley/contract';
import * as z from 'zod';
import { ParleyFailure } from '../../api/parley-failure';
import type { MeetingSocket } from './meeting-socket';
import { openSocket } from './open-socket';

/** `entered`: the server took our seat's socket; before that and after a loss nothing but entering is possible. */
export type LinkState = 'connecting' | 'connected' | 'entered' | 'lost' | 'closed';

/** An early entry answers the question for it: nobody else listens to that. */
type ToldName = Exclude<ServerEventName, 'meetings:entered'>;
type Listener<Name extends ToldName> = (payload: ServerPayloadOf<Name>) => void;
export type ServerListeners = { readonly [Name in ToldName]: Listener<Name> };

export interface ConnectionListeners extends ServerListeners {
  /** Connected, again after every loss: time to enter. */
  connected(): void;
  /** The seat is not good any more: trying again cannot help. */
  refused(failure: Failure): void;
}

const Answer = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: Failure }),
]);
const ConnectError = z.object({ data: Failure });
/** Refusals that pass by themselves. */
const passing: readonly Failure['code'][] = ['busy', 'internal', 'too-many-tries'];

/**
 * The one socket of one seat: asks by the contract's events and parses every answer and every event by its schema.
 * Lifetime: from connect() until close(), at the latest the injector's end.
 */
@Injectable()
export class MeetingClient {
  readonly #open = inject(openSocket);
  readonly #link = signal<LinkState>('connecting');
  readonly link = this.#link.asReadonly();
  readonly #isSilent = signal(false);
  /** True while nothing is heard on a connection that still looks open. */
  readonly isSilent = this.#isSilent.asReadonly();
  /** Of the seat that the socket is for. */
  seatToken = '';
  #socket: MeetingSocket | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      // Whoever ends the meeting's page without having been dismissed leaves the meeting.
      this.tell('meetings:leave');
      this.close();
    });
  }

  connect(seatToken: string, listeners: ConnectionListeners): void {
    this.seatToken = seatToken;
    const socket = this.#open(seatToken);
    this.#socket = socket;
    socket.onSilence((isSilent) => this.#isSilent.set(isSilent));
    socket.listen('connect', () => {
      if (this.#link() === 'closed') return;
      this.#link.set('connected');
      listeners.connected();
    });
    socket.listen('disconnect', (reason) => this.#lose(reason));
    socket.listen('connect_error', (error) => this.#readConnectError(error, listeners));
    for (const name of toldNames) this.#listen(socket, name, listeners[name]);
  }

  /** Asks the server. Throws ParleyFailure: the refusal's code, or `offline` while there is no entered socket. */
  async request<Name extends ClientEventName>(
    name: Name,
    payload: PayloadInputOf<Name>,
  ): Promise<ReplyOf<Name>> {
    const isReady = name === 'meetings:enter' ? this.#link() !== 'lost' : this.isEntered();
    if (!this.#socket || !isReady) throw ParleyFailure.offline(`${name} while ${this.#link()}`);
    const answer = await this.#ask(this.#socket, name, payload);
    if (!answer.ok) throw ParleyFailure.refused(answer.error);
    const reply = clientEvents[name].reply.safeParse(answer.data);
    if (!reply.success) throw ParleyFailure.unreadable(name, reply.error);
    // The schema just parsed is the one that ReplyOf<Name> is inferred from; TypeScript cannot follow the index.
    return reply.data as ReplyOf<Name>;
  }

  /** Says something on the way out, when no answer can be awaited. */
  tell(name: 'meetings:say-away' | 'meetings:leave'): void {
    if (this.#link() === 'connected' || this.#link() === 'entered') this.#socket?.tell(name, {});
  }

  isEntered(): boolean {
    return this.#link() === 'entered';
  }

  /** The server answered meetings:enter: other events may go now. */
  markEntered(): void {
    if (this.#link() === 'connected') this.#link.set('entered');
  }

  /** Gives up a connection that is open but does not answer; one that is lost comes back by itself. */
  connectAnew(): void {
    if (this.#link() === 'connected') this.#socket?.restart();
  }

  close(): void {
    this.#link.set('closed');
    this.#socket?.close();
    this.#socket = null;
  }

  #ask(socket: MeetingSocket, name: string, payload: unknown): Promise<z.infer<typeof Answer>> {
    return new Promise((resolve, reject) => {
      socket.ask(name, payload, (error, answer) => {
        const parsed = Answer.safeParse(answer);
        if (error) reject(ParleyFailure.offline(error));
        else if (parsed.success) resolve(parsed.data);
        else reject(ParleyFailure.unreadable(name, parsed.error));
      });
    });
  }

  #listen<Name extends ToldName>(
    socket: MeetingSocket,
    name: Name,
    listener: Listener<Name>,
  ): void {
    socket.listen(name, (payload) => {
      const parsed = serverEvents[name].payload.safeParse(payload);
      // A newer server may say what this page cannot know yet; everything else goes on.
      if (parsed.success) listener(parsed.data as ServerPayloadOf<Name>);
      else console.warn('event of another version', name, parsed.error.issues);
    });
  }

  #lose(reason: unknown): void {
    if (this.#link() === 'closed') return;
    this.#link.set('lost');
    // The server closed the socket but said nothing of the seat: a restart. Socket.IO does not come back by itself then.
    if (reason === 'io server disconnect') this.#socket?.reopen();
  }

  #readConnectError(error: unknown, listeners: ConnectionListeners): void {
    if (this.#link() === 'closed') return;
    this.#link.set('lost');
    const refusal = ConnectError.safeParse(error);
    if (!refusal.success) return;
    if (passing.includes(refusal.data.data.code)) this.#socket?.reopen();
    else listeners.refused(refusal.data.data);
  }
}

const toldNames = (Object.keys(serverEvents) as ServerEventName[]).filter(
  (name) => name !== 'meetings:entered',
);

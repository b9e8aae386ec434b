import { inject, Injectable } from '@angular/core';
import {
  clientEvents,
  DirectMessage,
  type FileShare,
  type Happening,
  limits,
  type MeetingSnapshot,
  noCeilings,
  type Participant,
  usualLiberties,
  usualRoomRecording,
} from '@parley/contract';
import { newId } from '../meeting/new-id';
import { nothingPublished } from '../meeting/publications';
import type { MeetingSocket } from '../meeting/connection/meeting-socket';
import { direct as text } from '../text/direct.en';
import { DirectLink } from './direct-link';

type Answered = (error: unknown, answer: unknown) => void;
type Listener = (payload: unknown) => void;

/** Enough for a manifest with the longest names. */
const longestMessage = limits.jsonBodyBytes;

/**
 * A meeting of two without a server: answers what the page asks the meeting's server, out of what the other page says over
 * the `control` channel. Shares are all there is: everything else is refused. Lifetime: the page's.
 */
@Injectable()
export class DirectSocket implements MeetingSocket {
  readonly #link = inject(DirectLink);
  readonly #listeners = new Map<string, Listener>();
  readonly #shares = new Map<string, FileShare>();
  readonly #pageId = newId();
  readonly #selfId = newId();
  readonly otherId = newId();
  #otherPageId: string | null = null;
  #isOtherConnected = true;
  #sequence = 0;
  #stop: () => void = () => undefined;

  listen(event: string, listener: Listener): void {
    this.#listeners.set(event, listener);
    // Listeners come one after another within one turn.
    if (event === 'connect') queueMicrotask(() => listener(undefined));
  }

  onSilence(): void {
    // Nobody else is there who could be silent.
  }

  ask(event: string, payload: unknown, answered: Answered): void {
    switch (event) {
      case 'meetings:enter':
        answered(null, ok({ type: 'snapshot', snapshot: this.#snapshot(), iceServers: [] }));
        return this.#follow();
      case 'files:announce-share':
        return this.#announce(payload, answered);
      case 'files:withdraw-share':
        return this.#withdraw(payload, answered);
      default:
        answered(null, refused(`${event} needs a server`));
    }
  }

  tell(): void {
    // Leaving is closing the page.
  }

  reopen(): void {
    // Never closed by the other side.
  }

  restart(): void {
    // Never without an answer.
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #follow(): void {
    this.#stop();
    this.#stop = this.#link.observe({
      opened: () => this.#greet(),
      closed: () => this.#noteOther(false),
      said: (data) => this.#hear(data),
    });
  }

  /** Again after every reconnection: the other page may be another one. */
  #greet(): void {
    this.#noteOther(true);
    this.#say({ type: 'hello', pageId: this.#pageId });
    for (const { id, from, manifest } of this.#shares.values())
      if (from === this.#selfId) this.#say({ type: 'announce-share', id, manifest });
  }

  /** Files that wait say for whom. */
  #noteOther(isConnected: boolean): void {
    if (this.#isOtherConnected === isConnected) return;
    this.#isOtherConnected = isConnected;
    const other = { participantId: this.otherId, pageId: this.#pageId };
    this.#happen({ type: 'meetings:connection-changed', ...other, isConnected });
  }

  #hear(data: unknown): void {
    const message = read(data);
    if (!message) return console.warn('direct: a message that means nothing');
    switch (message.type) {
      case 'hello':
        if (this.#otherPageId !== null && this.#otherPageId !== message.pageId)
          this.#forgetTheirs();
        this.#otherPageId = message.pageId;
        return;
      case 'announce-share':
        if (this.#shares.has(message.id) || this.#shares.size >= limits.sharesPerMeeting) return;
        return this.#add(message.id, this.otherId, message.manifest);
      case 'withdraw-share':
        if (this.#shares.get(message.id)?.from === this.otherId) this.#remove(message.id);
    }
  }

  #announce(payload: unknown, answered: Answered): void {
    const { id, manifest } = clientEvents['files:announce-share'].payload.parse(payload);
    this.#say({ type: 'announce-share', id, manifest });
    answered(null, ok(null));
    this.#add(id, this.#selfId, manifest);
  }

  #withdraw(payload: unknown, answered: Answered): void {
    const { id } = clientEvents['files:withdraw-share'].payload.parse(payload);
    if (this.#shares.get(id)?.from !== this.#selfId)
      return answered(null, refused('nobody takes back the share of somebody else'));
    this.#say({ type: 'withdraw-share', id });
    answered(null, ok(null));
    this.#remove(id);
  }

  #add(id: string, from: string, manifest: FileShare['manifest']): void {
    const fromName = from === this.#selfId ? text.you : text.other;
    const announcedAt = new Date().toISOString();
    const share = { id, from, fromName, to: null, manifest, announcedAt };
    this.#shares.set(id, share);
    this.#happen({ type: 'files:share-announced', share });
  }

  #remove(shareId: string): void {
    this.#shares.delete(shareId);
    this.#happen({ type: 'files:share-withdrawn', shareId });
  }

  #forgetTheirs(): void {
    for (const { id, from } of [...this.#shares.values()])
      if (from === this.otherId) this.#remove(id);
  }

  #happen(happening: Happening): void {
    this.#sequence += 1;
    const event = { sequence: this.#sequence, at: new Date().toISOString(), happening };
    this.#listeners.get('meetings:happened')?.(event);
  }

  #say(message: DirectMessage): void {
    this.#link.say(JSON.stringify(message));
  }

  #snapshot(): MeetingSnapshot {
    const now = new Date().toISOString();
    const person = (id: string, name: string): Participant => ({
      id,
      name,
      role: 'participant',
      pageId: this.#pageId,
      publications: nothingPublished,
      isHandRaised: false,
      isConnected: id === this.#selfId || this.#isOtherConnected,
      joinedAt: now,
    });
    return {
      sequence: this.#sequence,
      meetingId: this.#pageId,
      // Nobody can be in it: there is no such room.
      roomId: 'aaaa-aaaa-aaaa',
      roomName: text.heading,
      startedAt: now,
      serverTime: now,
      isLocked: true,
      hasLobby: false,
      hidesAddresses: false,
      ceilings: noCeilings,
      liberties: usualLiberties,
      maxParticipants: 2,
      largestFileBytes: null,
      self: this.#selfId,
      participants: [person(this.#selfId, text.you), person(this.otherId, text.other)],
      waiting: [],
      messages: [],
      shares: [...this.#shares.values()],
      recording: null,
      roomRecording: usualRoomRecording,
    };
  }
}

const ok = (data: unknown) => ({ ok: true, data });
const refused = (message: string) => ({ ok: false, error: { code: 'forbidden', message } });

/** Everything from the other page is parsed here, once. */
function read(data: unknown): DirectMessage | null {
  if (typeof data !== 'string' || data.length > longestMessage) return null;
  try {
    return DirectMessage.parse(JSON.parse(data));
  } catch {
    // Of another version, or of nobody who means well: what it says is left out either way.
    return null;
  }
}

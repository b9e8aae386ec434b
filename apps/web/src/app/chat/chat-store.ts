import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { ChatMessage } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { newId } from '../meeting/new-id';

/** An own message on its way; it is gone from here when the server has put it into the meeting's order. */
export interface Draft {
  readonly id: string;
  readonly text: string;
  readonly failure: ParleyFailure | null;
}

/** The meeting's messages, the own ones on their way, and how many came while nobody looked. Lifetime: one meeting. */
@Injectable()
export class ChatStore {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #drafts = signal<readonly Draft[]>([]);
  readonly #unread = signal(0);
  #isOpen = false;

  readonly messages = computed<readonly ChatMessage[]>(() => this.#meeting.state()?.messages ?? []);
  readonly drafts = computed(() => {
    const sent = new Set(this.messages().map(({ id }) => id));
    return this.#drafts().filter(({ id }) => !sent.has(id));
  });
  readonly unread = this.#unread.asReadonly();

  constructor() {
    const stop = this.#meeting.observe({
      happened: ({ happening }, before) => {
        if (happening.type !== 'chat:message-sent' || this.#isOpen) return;
        if (happening.message.from !== before.self) this.#unread.update((count) => count + 1);
      },
    });
    inject(DestroyRef).onDestroy(stop);
  }

  /** While the panel is open everything is read as it comes. */
  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) this.#unread.set(0);
  }

  /** Sends a message; one that does not get through stays as a draft that says why. */
  async send(text: string): Promise<void> {
    await this.#post({ id: newId(), text, failure: null });
  }

  /** Tries again with the same id: should the first try have come through after all, it stays one message. */
  async sendAgain(draft: Draft): Promise<void> {
    await this.#post({ ...draft, failure: null });
  }

  async #post(draft: Draft): Promise<void> {
    this.#put(draft);
    try {
      await this.#client.request('chat:send-message', { id: draft.id, text: draft.text });
      this.#drafts.update((drafts) => drafts.filter(({ id }) => id !== draft.id));
    } catch (error) {
      this.#put({ ...draft, failure: ParleyFailure.from(error) });
    }
  }

  #put(draft: Draft): void {
    this.#drafts.update((drafts) => [...drafts.filter(({ id }) => id !== draft.id), draft]);
  }
}

import { computed, inject, Injectable, signal } from '@angular/core';
import type { ChatMessage } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { newId } from '../meeting/new-id';

/** An own message on its way; it is gone from here when the server has put it into the meeting's order. */
export interface Draft {
  readonly id: string;
  readonly text: string;
  readonly failure: ParleyFailure | null;
}

/** The meeting's messages, and the own ones on their way. Lifetime: one meeting. */
@Injectable()
export class ChatStore {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  /** What stands in the box: closing the panel must not lose it. */
  readonly unsent = signal('');
  readonly #drafts = signal<readonly Draft[]>([]);

  readonly messages = computed<readonly ChatMessage[]>(() => this.#meeting.state()?.messages ?? []);
  readonly drafts = computed(() => {
    const sent = new Set(this.messages().map(({ id }) => id));
    return this.#drafts().filter(({ id }) => !sent.has(id));
  });

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

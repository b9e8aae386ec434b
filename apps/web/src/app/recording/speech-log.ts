import { effect, inject, Injectable, untracked } from '@angular/core';
import { limits, recordingTimelineRoutes, type SpokenSpan } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { MeetingStore } from '../meeting/meeting-store';
import { SpeakingStore } from '../meeting/speaking-store';
import { isOut } from './left-out';
import type { Ticket } from './recording-sender';

/** Where the file is now, in its own milliseconds; null where nothing runs. */
type FileClock = () => number | null;

/** Who spoke while this page recorded, in the file's own time; said to the server piece by piece. Lifetime: one meeting. */
@Injectable()
export class SpeechLog {
  readonly #meeting = inject(MeetingStore);
  readonly #rest = inject(RestClient);
  readonly #since = new Map<string, { readonly name: string; readonly fromMs: number }>();
  #spoke: SpokenSpan[] = [];
  #now: FileClock = () => null;

  constructor() {
    const speaking = inject(SpeakingStore).speaking;
    effect(() => {
      const ids = speaking();
      untracked(() => this.#note(ids));
    });
  }

  /** Begins with this file; what was heard before is of another one. */
  begin(now: FileClock): void {
    this.#since.clear();
    this.#spoke = [];
    this.#now = now;
  }

  /** Says what was heard since the last time. A recording without it is still a recording. */
  async send({ recordingId, ticket }: Ticket): Promise<void> {
    this.#cut();
    const spoke = this.#spoke.splice(0, limits.spokenSpansPerPut);
    if (spoke.length === 0) return;
    try {
      const { putSpeech } = recordingTimelineRoutes;
      await this.#rest.callWithTicket(putSpeech, { recordingId }, { ticket, body: { spoke } });
    } catch (error) {
      this.#spoke.unshift(...spoke);
      console.warn('who spoke is told later', error);
    }
  }

  #note(ids: ReadonlySet<string>): void {
    const nowMs = this.#now();
    const state = this.#meeting.state();
    if (nowMs === null || !state) return;
    for (const id of [...this.#since.keys()]) if (!ids.has(id)) this.#end(id, nowMs);
    for (const person of this.#meeting.participants())
      if (ids.has(person.id) && !this.#since.has(person.id) && !isOut(person, state))
        this.#since.set(person.id, { name: person.name, fromMs: nowMs });
  }

  /** Whoever speaks on goes on in the next piece: the server puts them together. */
  #cut(): void {
    const nowMs = this.#now();
    if (nowMs === null) return;
    for (const [id, { name }] of [...this.#since]) {
      this.#end(id, nowMs);
      this.#since.set(id, { name, fromMs: nowMs });
    }
  }

  #end(id: string, toMs: number): void {
    const span = this.#since.get(id);
    this.#since.delete(id);
    if (span) this.#spoke.push({ ...span, toMs: Math.max(span.fromMs, toMs) });
  }
}

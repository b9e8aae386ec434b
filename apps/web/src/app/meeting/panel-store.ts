import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { MeetingStore } from './meeting-store';

export const panels = ['people', 'chat', 'files'] as const;
export type PanelName = (typeof panels)[number];

/** Which panel is open, one at a time, and what happened behind the closed ones. Lifetime: one meeting. */
@Injectable()
export class PanelStore {
  readonly #meeting = inject(MeetingStore);
  readonly #open = signal<PanelName | null>(null);
  readonly open = this.#open.asReadonly();

  readonly #foreignMessages = computed(() => this.#foreign(this.#meeting.state()?.messages));
  readonly #foreignShares = computed(() => this.#foreign(this.#meeting.state()?.shares));
  readonly #seenMessages = this.#seen('chat', this.#foreignMessages);
  readonly #seenShares = this.#seen('files', this.#foreignShares);

  /** How many people wait, messages are unread, files are new: numbers on the buttons. */
  readonly badges = computed<Readonly<Record<PanelName, number>>>(() => ({
    people: this.#meeting.state()?.waiting.length ?? 0,
    chat: Math.max(0, this.#foreignMessages() - this.#seenMessages()),
    files: Math.max(0, this.#foreignShares() - this.#seenShares()),
  }));

  toggle(panel: PanelName): void {
    this.#open.update((open) => (open === panel ? null : panel));
  }

  show(panel: PanelName): void {
    this.#open.set(panel);
  }

  close(): void {
    this.#open.set(null);
  }

  /** While the panel is open everything in it counts as seen; history from before one came is not news. */
  #seen(panel: PanelName, count: () => number) {
    return linkedSignal<{ open: boolean; count: number; isIn: boolean }, number>({
      source: () => ({
        open: this.#open() === panel,
        count: count(),
        isIn: this.#meeting.state() !== null,
      }),
      computation: ({ open, count: now, isIn }, previous) =>
        open || !previous?.source.isIn ? (isIn ? now : 0) : previous.value,
    });
  }

  #foreign(items: readonly { readonly from: string }[] | undefined): number {
    const self = this.#meeting.state()?.self;
    return (items ?? []).filter(({ from }) => from !== self).length;
  }
}

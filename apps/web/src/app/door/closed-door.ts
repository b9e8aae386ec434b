import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Door } from '@parley/contract';
import { Button, Notice } from '@parley/ui';
import { SessionStore } from '../auth/session-store';
import { inFrame } from '../shell/framed';
import { secondsTick } from '../meeting/seconds-tick';
import { closedDoor as text } from '../text/closed-door.en';

/** The server's clock and ours differ a little: looking again at once could go on and on. */
const lookAgainMs = 5_000;

/** Why nobody can come in here now, what to do about it, and, where time alone is missing, the opening by itself. */
@Component({
  selector: 'parley-closed-door',
  imports: [Button, Notice, RouterLink],
  template: `
    <ui-notice role="status" [heading]="words().heading">{{ words().text }}</ui-notice>
    @if (canSignIn()) {
      <a
        uiButton
        kind="primary"
        wide
        routerLink="/sign-in"
        [queryParams]="{ then: '/r/' + door().roomId }"
        [target]="isFramed ? '_blank' : undefined"
        >{{ text.signIn }}</a
      >
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class ClosedDoor {
  readonly door = input.required<Door>();
  /** The time has come: the door may be open. */
  readonly due = output();
  protected readonly text = text;
  /** Signing in is shown in no frame. */
  protected readonly isFramed = inFrame();
  readonly #session = inject(SessionStore);
  readonly #now = secondsTick();
  #lookedAtMs = 0;

  /** Also where only the owner or a moderator of the room would be let in. */
  protected readonly canSignIn = computed(
    () => this.door().refusesGuests || !this.#session.account(),
  );

  protected readonly words = computed(() => {
    const { refusesGuests, opensAt, isClosed } = this.door();
    if (refusesGuests) return text.accountsOnly;
    if (opensAt !== null) return text.notOpen(opensAt, Date.parse(opensAt) - this.#now());
    return isClosed ? text.closed : text.invitedOnly;
  });

  constructor() {
    effect(() => {
      const now = this.#now();
      const { opensAt } = this.door();
      if (opensAt === null || now < Date.parse(opensAt)) return;
      if (now - this.#lookedAtMs < lookAgainMs) return;
      this.#lookedAtMs = now;
      untracked(() => this.due.emit());
    });
  }
}

import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Secret } from '@parley/contract';

const prefix = '#i=';

/**
 * The secret of the invitation link by which somebody came. It is taken out of the address at once, where the history,
 * a screenshot, or a copied link would give it away (security.md T16), and kept in this tab until it let them in.
 */
@Injectable({ providedIn: 'root' })
export class InvitationLinks {
  readonly #location = inject(DOCUMENT).location;
  readonly #window = inject(DOCUMENT).defaultView;

  /** Takes what is in the address, if anything is. */
  take(roomId: string): void {
    const { hash, pathname, search } = this.#location;
    if (!hash.startsWith(prefix)) return;
    this.#window?.history.replaceState(this.#window.history.state, '', pathname + search);
    const secret = Secret.safeParse(hash.slice(prefix.length));
    if (secret.success) this.#window?.sessionStorage.setItem(keyOf(roomId), secret.data);
  }

  read(roomId: string): string | null {
    return this.#window?.sessionStorage.getItem(keyOf(roomId)) ?? null;
  }

  /** It let them in, after which this browser is known; or it never will. */
  forget(roomId: string): void {
    this.#window?.sessionStorage.removeItem(keyOf(roomId));
  }
}

const keyOf = (roomId: string) => `parley.invitation.${roomId}`;

import { inject, Injectable, signal } from '@angular/core';
import { type NavigationError } from '@angular/router';
import { ParleyFailure } from '../api/parley-failure';

/** Why a page could not be opened: the server did not answer, or a part of the page could not be fetched. */
@Injectable({ providedIn: 'root' })
export class NavigationTrouble {
  private readonly last = signal<ParleyFailure | null>(null);
  readonly failure = this.last.asReadonly();

  note(error: unknown): void {
    // A part of the page that cannot be fetched is a TypeError: the way is cut, or a newer version replaced it.
    const isPartMissing = error instanceof TypeError;
    this.last.set(isPartMissing ? ParleyFailure.offline(error) : ParleyFailure.from(error));
    console.error(error);
  }
}

/** For the router: keeps the failure where the root component shows it. */
export function noteNavigationError({ error }: NavigationError): void {
  inject(NavigationTrouble).note(error);
}

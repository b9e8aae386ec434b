import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { type Account, accountRoutes, type SignIn, type SignUp } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';

const storageKey = 'parley.signed-in';

/** Who is signed in on this page. The truth is the server's cookie; this only remembers the answer. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly rest = inject(RestClient);
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  /** Undefined until the server was asked. */
  private readonly known = signal<Account | null | undefined>(undefined);
  private asking: Promise<Account | null> | undefined;
  readonly account = computed(() => this.known() ?? null);

  constructor() {
    this.rest.onUnauthenticated = () => this.know(null);
  }

  /** The signed-in account or null, asking the server only once. Throws ParleyFailure where it cannot be reached. */
  async load(): Promise<Account | null> {
    const known = this.known();
    if (known !== undefined) return known;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async signIn(credentials: SignIn): Promise<void> {
    this.know(await this.rest.call(accountRoutes.signIn, { body: credentials }));
  }

  async createAccount(person: SignUp): Promise<void> {
    this.know(await this.rest.call(accountRoutes.createAccount, { body: person }));
  }

  /** Somebody signed in without a password: the server said who. */
  enter(account: Account): void {
    this.know(account);
  }

  /** Gives the page of the OpenID provider on which that sign-in ends, too; null where there is none. */
  async signOut(): Promise<string | null> {
    let address: string | null = null;
    try {
      ({ address } = await this.rest.call(accountRoutes.signOut, {}));
    } catch (error) {
      // A session that the server no longer knows is signed out already.
      if (ParleyFailure.from(error).code !== 'unauthenticated') throw error;
    }
    this.know(null);
    return address;
  }

  /** The account as the server has it now, after something about it was changed. */
  changed(account: Account): void {
    this.know(account);
  }

  /** The session or the account is over; nobody is signed in here any more. */
  forget(): void {
    this.know(null);
  }

  /**
   * False where nobody has signed in on this device, as far as it remembers. For pages that are good without an account:
   * asking on behalf of a guest would only be refused.
   */
  mayBeSignedIn(): boolean {
    return this.storage?.getItem(storageKey) === 'yes';
  }

  private know(account: Account | null): void {
    this.known.set(account);
    if (account) this.storage?.setItem(storageKey, 'yes');
    else this.storage?.removeItem(storageKey);
  }

  private async ask(): Promise<Account | null> {
    try {
      const account = await this.rest.call(accountRoutes.readOwnAccount, {});
      this.know(account);
      return account;
    } catch (error) {
      if (ParleyFailure.from(error).code !== 'unauthenticated') throw error;
      return null;
    }
  }
}

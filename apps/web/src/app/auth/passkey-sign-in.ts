import { inject, Injectable } from '@angular/core';
import { routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { PASSKEY_BROWSER } from './passkey-browser';
import { PasskeySupport } from './passkey-support';
import { SessionStore } from './session-store';

/** Signing in with a passkey. */
@Injectable({ providedIn: 'root' })
export class PasskeySignIn {
  private readonly rest = inject(RestClient);
  private readonly browser = inject(PASSKEY_BROWSER);
  private readonly support = inject(PasskeySupport);
  private readonly session = inject(SessionStore);

  /** Throws PasskeyTrouble where no passkey was used, ParleyFailure where the server refused. */
  async signIn(isAutofill = false): Promise<void> {
    const options = await this.rest.call(routes.startPasskeySignIn, {});
    const credential = await this.browser.get(options, isAutofill);
    const account = await this.rest.call(routes.signInWithPasskey, { body: { credential } });
    this.support.rememberUse();
    this.session.enter(account);
  }

  /** Whether the email field should offer passkeys: only who has used one here loads what that needs. */
  async canAutofill(): Promise<boolean> {
    if (this.support.whyNot() !== null || !this.support.wasUsedHere()) return false;
    return this.browser.hasAutofill();
  }

  /** Ends a sign-in that waits for the person. */
  cancel(): void {
    if (this.support.wasUsedHere()) void this.browser.cancel();
  }
}

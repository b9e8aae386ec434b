import { inject, Injectable } from '@angular/core';
import { passkeyRoutes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { PASSKEY_BROWSER } from './passkey-browser';
import { PasskeySupport } from './passkey-support';
import { SessionStore } from './session-store';

export { PasskeyTrouble } from './passkey-browser';

/** Signing in with a passkey. */
@Injectable({ providedIn: 'root' })
export class PasskeySignIn {
  private readonly rest = inject(RestClient);
  private readonly browser = inject(PASSKEY_BROWSER);
  private readonly support = inject(PasskeySupport);
  private readonly session = inject(SessionStore);

  /** Throws PasskeyTrouble where no passkey was used, ParleyFailure where the server refused. */
  async signIn(isAutofill = false): Promise<void> {
    const options = await this.rest.call(passkeyRoutes.startPasskeySignIn, {});
    const credential = await this.browser.get(options, isAutofill);
    const account = await this.rest.call(passkeyRoutes.signInWithPasskey, { body: { credential } });
    this.support.rememberUse();
    this.session.enter(account);
  }

  async canAutofill(): Promise<boolean> {
    return this.browser.hasAutofill();
  }

  /** Ends a sign-in that waits for the person. */
  async cancel(): Promise<void> {
    await this.browser.cancel();
  }
}

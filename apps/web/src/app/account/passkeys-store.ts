import { inject, Injectable, signal } from '@angular/core';
import { type Passkey, routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { PASSKEY_BROWSER } from '../auth/passkey-browser';
import { PasskeySupport } from '../auth/passkey-support';

/** The signed-in person's passkeys. Everything throws ParleyFailure; adding one PasskeyTrouble, too. */
@Injectable()
export class PasskeysStore {
  private readonly rest = inject(RestClient);
  private readonly browser = inject(PASSKEY_BROWSER);
  private readonly support = inject(PasskeySupport);
  private readonly known = signal<readonly Passkey[] | null>(null);
  /** Null until the server answered. */
  readonly passkeys = this.known.asReadonly();

  async load(): Promise<void> {
    this.known.set(await this.rest.call(routes.listPasskeys, {}));
  }

  /** Asks the browser to make one, and the server to keep it. */
  async add(name: string): Promise<void> {
    const options = await this.rest.call(routes.startPasskey, {});
    const credential = await this.browser.create(options);
    await this.rest.call(routes.createPasskey, { body: { name, credential } });
    this.support.rememberUse();
    await this.load();
  }

  async rename(passkeyId: string, name: string): Promise<void> {
    await this.rest.call(routes.renamePasskey, { params: { passkeyId }, body: { name } });
    await this.load();
  }

  async remove(passkeyId: string): Promise<void> {
    await this.rest.call(routes.deletePasskey, { params: { passkeyId } });
    await this.load();
  }
}

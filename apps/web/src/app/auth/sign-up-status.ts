import { inject, Injectable, signal } from '@angular/core';
import { accountRoutes } from '@parley/contract';
import { RestClient } from '../api/rest-client';

/** Whether anybody may create an account here; null until the server answered. */
@Injectable({ providedIn: 'root' })
export class SignUpStatusStore {
  private readonly rest = inject(RestClient);
  private readonly answer = signal<'open' | 'invited' | null>(null);
  private readonly provider = signal<string | undefined>(undefined);
  readonly signUp = this.answer.asReadonly();
  /** How the operator calls the OpenID provider; undefined where none is set up. */
  readonly providerName = this.provider.asReadonly();

  async load(): Promise<void> {
    const { signUp, providerName } = await this.rest.call(accountRoutes.readSignUpStatus, {});
    this.answer.set(signUp);
    this.provider.set(providerName);
  }
}

import { inject, Injectable, signal } from '@angular/core';
import { routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';

/** Whether anybody may create an account here; null until the server answered. */
@Injectable({ providedIn: 'root' })
export class SignUpStatusStore {
  private readonly rest = inject(RestClient);
  private readonly answer = signal<'open' | 'invited' | null>(null);
  readonly signUp = this.answer.asReadonly();

  async load(): Promise<void> {
    const { signUp } = await this.rest.call(routes.readSignUpStatus, {});
    this.answer.set(signUp);
  }
}

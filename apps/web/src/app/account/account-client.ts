import { inject, Injectable } from '@angular/core';
import { type ChangePassword, type DeleteAccount, type OwnSession, routes } from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { SessionStore } from '../auth/session-store';

/** What people change about their own account; the session store hears of it. */
@Injectable({ providedIn: 'root' })
export class AccountClient {
  private readonly rest = inject(RestClient);
  private readonly session = inject(SessionStore);

  async rename(name: string): Promise<void> {
    this.session.changed(await this.rest.call(routes.changeProfile, { body: { name } }));
  }

  async setPicture(picture: Blob): Promise<void> {
    this.session.changed(await this.rest.callWithBytes(routes.setPicture, picture));
  }

  async removePicture(): Promise<void> {
    this.session.changed(await this.rest.call(routes.removePicture, {}));
  }

  async changePassword(change: ChangePassword): Promise<void> {
    await this.rest.call(routes.changePassword, { body: change });
    const account = this.session.account();
    if (account) this.session.changed({ ...account, hasPassword: true });
  }

  listSessions(): Promise<OwnSession[]> {
    return this.rest.call(routes.listSessions, {});
  }

  endSession(sessionId: string): Promise<void> {
    return this.rest.call(routes.endSession, { params: { sessionId } });
  }

  endOtherSessions(): Promise<void> {
    return this.rest.call(routes.endOtherSessions, {});
  }

  /** Nobody is signed in here afterwards; where the page goes then is up to the caller. */
  deleteAccount(proof: DeleteAccount): Promise<void> {
    return this.rest.call(routes.deleteOwnAccount, { body: proof });
  }
}

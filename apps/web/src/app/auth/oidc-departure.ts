import { DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';
import { oidcRoutes } from '@parley/contract';
import { RestClient } from '../api/rest-client';

/** Leaves the app for another site, as a port. */
export const GO_TO = new InjectionToken<(address: string) => void>('go to an address', {
  factory: () => {
    const { location } = inject(DOCUMENT);
    return (address) => location.assign(address);
  },
});

/** The way to the OpenID provider's pages. The way back is the server's: it leads to a page of ours. */
@Injectable({ providedIn: 'root' })
export class OidcDeparture {
  private readonly rest = inject(RestClient);
  private readonly goTo = inject(GO_TO);

  /** Throws ParleyFailure where the provider cannot be reached. */
  async signIn(thenPath: string): Promise<void> {
    const { address } = await this.rest.call(oidcRoutes.startProviderSignIn, {
      body: { thenPath },
    });
    this.goTo(address);
  }

  async connect(): Promise<void> {
    const { address } = await this.rest.call(oidcRoutes.connectProvider, {});
    this.goTo(address);
  }
}

import { DOCUMENT, inject, Injectable, InjectionToken } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { ErrorCode, routes } from '@parley/contract';
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
    const { address } = await this.rest.call(routes.startProviderSignIn, { body: { thenPath } });
    this.goTo(address);
  }

  async connect(): Promise<void> {
    const { address } = await this.rest.call(routes.connectProvider, {});
    this.goTo(address);
  }
}

/** What went wrong on the way back from the provider, as the address says it; null where nothing did, or nothing we know. */
export function troubleInAddress(): ErrorCode | null {
  const { queryParamMap } = inject(ActivatedRoute).snapshot;
  return ErrorCode.safeParse(queryParamMap.get('trouble')).data ?? null;
}

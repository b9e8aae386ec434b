import { Component, computed, inject, signal } from '@angular/core';
import { type ProviderConnection, routes } from '@parley/contract';
import { Button, Notice } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { OidcDeparture } from '../auth/oidc-departure';
import { troubleInAddress } from '../auth/oidc-trouble';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { provider } from '../text/passkeys.en';
import { AccountSection } from './account-section';
import { Proofs } from './proofs';

/** The OpenID provider on the account page, where the operator set one up: connect and disconnect. */
@Component({
  selector: 'parley-provider-section',
  imports: [AccountSection, Button, Notice],
  template: `
    @if (connection()?.name; as name) {
      <parley-account-section [heading]="text.heading(name)">
        @if (sentence(); as why) {
          <ui-notice role="alert" tone="danger">{{ why }}</ui-notice>
        }
        @if (connectedAt(); as date) {
          <p class="soft">{{ text.connected(date) }}</p>
          <div>
            <button type="button" uiButton (click)="disconnect(name)">
              {{ text.disconnect(name) }}
            </button>
          </div>
        } @else {
          <p class="soft">{{ text.notConnected }}</p>
          <div>
            <button type="button" uiButton (click)="connect()">{{ text.connect(name) }}</button>
          </div>
        }
      </parley-account-section>
    }
  `,
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class ProviderSection {
  private readonly rest = inject(RestClient);
  private readonly departure = inject(OidcDeparture);
  private readonly confirmation = inject(Confirmation);
  private readonly proofs = inject(Proofs);
  private readonly toasts = inject(Toasts);
  private readonly trouble = troubleInAddress();
  private readonly submission = new Submission();
  protected readonly text = provider;
  protected readonly connection = signal<ProviderConnection | null>(null);
  protected readonly connectedAt = computed(() => {
    const since = this.connection()?.connectedAt;
    return since == null ? null : new Date(since);
  });
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    if (failure) return sentenceFor(failure);
    return this.trouble === null ? '' : sentenceFor({ code: this.trouble });
  });

  constructor() {
    void this.submission.run(() => this.load());
  }

  protected async connect(): Promise<void> {
    await this.submission.run(() => this.proofs.for(() => this.departure.connect()));
  }

  protected async disconnect(name: string): Promise<void> {
    const isSure = await this.confirmation.ask({
      heading: provider.disconnectHeading(name),
      text: provider.disconnectText(name),
      action: provider.disconnectAction,
    });
    if (!isSure) return;
    await this.submission.run(async () => {
      const disconnect = () => this.rest.call(routes.disconnectProvider, {});
      if (!(await this.proofs.for(disconnect))) return;
      await this.load();
      this.toasts.show(provider.disconnected);
    });
  }

  private async load(): Promise<void> {
    this.connection.set(await this.rest.call(routes.readProviderConnection, {}));
  }
}

import { Component, inject } from '@angular/core';
import { SessionStore } from '../auth/session-store';
import { PageHeading } from '../shell/page-heading';
import { account as text } from '../text/account.en';
import { DeletionSection } from './deletion-section';
import { PasskeysSection } from './passkeys-section';
import { PasswordSection } from './password-section';
import { ProfileSection } from './profile-section';
import { ProviderSection } from './provider-section';
import { SessionsSection } from './sessions-section';

/** `/account`: how one appears, how one signs in, and where one is. */
@Component({
  selector: 'parley-account-page',
  imports: [
    DeletionSection,
    PageHeading,
    PasskeysSection,
    PasswordSection,
    ProfileSection,
    ProviderSection,
    SessionsSection,
  ],
  template: `
    <parley-page-heading [heading]="text.heading" [intro]="text.intro" />
    @if (session.account(); as account) {
      <parley-profile-section [account]="account" />
      <parley-password-section [account]="account" />
      <parley-passkeys-section />
      <parley-provider-section />
      <parley-sessions-section />
      <parley-deletion-section [account]="account" />
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class AccountPage {
  protected readonly text = text;
  protected readonly session = inject(SessionStore);
}

import { Component, computed, inject } from '@angular/core';
import { Avatar, Chip } from '@parley/ui';
import { SessionStore } from '../auth/session-store';
import { PageHeading } from '../shell/page-heading';
import { accounts } from '../text/accounts.en';

/** `/account`: who is signed in. */
@Component({
  selector: 'parley-account-page',
  imports: [Avatar, Chip, PageHeading],
  template: `
    <parley-page-heading [heading]="text.accountHeading" [intro]="text.accountIntro" />
    @if (account(); as person) {
      <section class="card">
        <ui-avatar [name]="person.name" size="medium" />
        <dl>
          <div>
            <dt class="soft">{{ text.name }}</dt>
            <dd>{{ person.name }}</dd>
          </div>
          <div>
            <dt class="soft">{{ text.email }}</dt>
            <dd>{{ person.email }}</dd>
          </div>
        </dl>
        <p class="facts">
          @if (person.isAdministrator) {
            <ui-chip tone="live">{{ text.administrator }}</ui-chip>
          }
          <ui-chip>{{ memberSince() }}</ui-chip>
        </p>
      </section>
    }
  `,
  styles: `
    .card {
      display: grid;
      gap: var(--space-4);
      max-width: calc(var(--page) / 2);
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    dl {
      display: grid;
      gap: var(--space-3);
      margin: 0;
    }
    dt {
      font-size: var(--text-s);
    }
    dd {
      margin: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin: 0;
    }
  `,
})
export class AccountPage {
  protected readonly text = accounts;
  protected readonly account = inject(SessionStore).account;
  protected readonly memberSince = computed(() =>
    accounts.memberSince(new Date(this.account()?.createdAt ?? 0)),
  );
}

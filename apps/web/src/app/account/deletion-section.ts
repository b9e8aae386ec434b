import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { Account } from '@parley/contract';
import { Button } from '@parley/ui';
import { SessionStore } from '../auth/session-store';
import { Toasts } from '../shell/toasts';
import { account as text, deletion } from '../text/account.en';
import { AccountDialogs } from './account-dialogs';
import { AccountSection } from './account-section';

/** The end of the page and of the account. */
@Component({
  selector: 'parley-deletion-section',
  imports: [AccountSection, Button],
  template: `
    <parley-account-section [heading]="text.danger" [intro]="text.dangerIntro">
      <div>
        <button type="button" uiButton kind="danger" (click)="deleteAccount()">
          {{ text.deleteAccount }}
        </button>
      </div>
    </parley-account-section>
  `,
})
export class DeletionSection {
  private readonly dialogs = inject(AccountDialogs);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  readonly account = input.required<Account>();
  protected readonly text = text;

  protected async deleteAccount(): Promise<void> {
    if (!(await this.dialogs.deleteAccount(this.account()))) return;
    this.session.forget();
    this.toasts.show(deletion.done);
    await this.router.navigateByUrl('/sign-in');
  }
}

import { Component, computed, inject, input, signal } from '@angular/core';
import { type Account, ChangePassword } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { wrongFieldsOf } from '../auth/wrong-fields';
import { Toasts } from '../shell/toasts';
import { account as text } from '../text/account.en';
import { sentenceFor } from '../text/errors.en';
import { AccountClient } from './account-client';
import { Proofs } from './proofs';
import { AccountSection } from './account-section';

/** The own password: changed by whoever knows it, set where there is none. */
@Component({
  selector: 'parley-password-section',
  imports: [AccountSection, Button, Field, FieldControl, Notice],
  template: `
    <parley-account-section [heading]="text.password" [intro]="text.passwordIntro">
      <form novalidate (submit)="change($event)">
        @if (sentence()) {
          <ui-notice role="alert" tone="danger">{{ sentence() }}</ui-notice>
        }
        <input hidden type="email" autocomplete="username" readonly [value]="account().email" />
        @if (account().hasPassword) {
          <ui-field [label]="text.currentPassword" [error]="currentError()">
            <input uiControl type="password" autocomplete="current-password" [(value)]="current" />
          </ui-field>
        }
        <ui-field
          [label]="text.newPassword"
          [hint]="text.newPasswordHint"
          [error]="wrongFields().has('password') ? text.newPasswordHint : ''"
        >
          <input uiControl type="password" autocomplete="new-password" [(value)]="password" />
        </ui-field>
        <button uiButton kind="primary" type="submit" [attr.aria-disabled]="submission.isBusy()">
          {{ submission.isBusy() ? text.saving : label() }}
        </button>
      </form>
    </parley-account-section>
  `,
  styleUrl: './account-forms.css',
})
export class PasswordSection {
  private readonly client = inject(AccountClient);
  private readonly proofs = inject(Proofs);
  private readonly toasts = inject(Toasts);
  readonly account = input.required<Account>();
  protected readonly text = text;
  protected readonly submission = new Submission();
  protected readonly current = signal('');
  protected readonly password = signal('');
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() =>
    ChangePassword.safeParse({
      password: this.password(),
      ...(this.account().hasPassword && { current: this.current() }),
    }),
  );
  protected readonly wrongFields = computed(() =>
    this.wasTried() ? wrongFieldsOf(this.parsed()) : new Set(),
  );
  protected readonly currentError = computed(() =>
    this.wrongFields().has('current') ? text.currentMissing : '',
  );
  protected readonly label = computed(() =>
    this.account().hasPassword ? text.changePassword : text.setPassword,
  );
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    if (!failure) return '';
    return failure.code === 'credentials-wrong' ? text.passwordWrong : sentenceFor(failure);
  });

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const { data } = this.parsed();
    if (!data) return;
    let isChanged = false;
    await this.submission.run(async () => {
      isChanged = await this.proofs.for(() => this.client.changePassword(data));
    });
    this.current.set('');
    this.wasTried.set(false);
    if (!isChanged) return;
    this.password.set('');
    this.toasts.show(text.passwordChanged);
  }
}

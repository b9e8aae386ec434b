import { Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { SignUp } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { accounts } from '../text/accounts.en';
import { sentenceFor } from '../text/errors.en';
import { AuthFrame } from './auth-frame';
import { CredentialFields } from './credential-fields';
import { pathAfterSignIn } from './path-after-sign-in';
import { SessionStore } from './session-store';
import { takeSignUpSecret } from './setup-token';
import { SignUpStatusStore } from './sign-up-status';
import { wrongFieldsOf } from './wrong-fields';

/** `/sign-up`: a new account, where accounts are open or the one-time link of the first start was used. */
@Component({
  selector: 'parley-sign-up-page',
  imports: [AuthFrame, Button, CredentialFields, Field, FieldControl, Notice, RouterLink],
  templateUrl: './sign-up-page.html',
  styleUrl: './auth-form.css',
})
export class SignUpPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly status = inject(SignUpStatusStore);
  private readonly route = inject(ActivatedRoute);
  protected readonly text = accounts;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  private readonly secret = takeSignUpSecret();
  private readonly isSetup = this.secret.setupToken !== undefined;
  private readonly isInvited = this.secret.invitation !== undefined;
  protected readonly isClosed = computed(
    () =>
      !this.isSetup &&
      !this.isInvited &&
      (this.status.signUp() === 'invited' || this.submission.failure()?.code === 'sign-up-closed'),
  );
  protected readonly heading = this.isSetup ? accounts.setupHeading : accounts.signUpHeading;
  protected readonly intro = computed(() => {
    if (this.isSetup) return accounts.setupIntro;
    if (this.isInvited) return accounts.invitedIntro;
    return this.isClosed() ? '' : accounts.signUpIntro;
  });
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() =>
    SignUp.safeParse({
      name: this.name(),
      email: this.email(),
      password: this.password(),
      ...this.secret,
    }),
  );
  protected readonly wrongFields = computed(() =>
    this.wasTried() ? wrongFieldsOf(this.parsed()) : new Set(),
  );
  protected readonly nameError = computed(() =>
    this.wrongFields().has('name') ? accounts.nameWrong : '',
  );
  protected readonly passwordError = computed(() =>
    this.wrongFields().has('password') ? accounts.passwordHint : '',
  );

  constructor() {
    // Without an answer the form is shown, and the server refuses where accounts are closed.
    if (!this.isSetup && !this.isInvited) void new Submission().run(() => this.status.load());
  }

  protected async createAccount(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const parsed = this.parsed();
    if (!parsed.success) return;
    const isCreated = await this.submission.run(() => this.session.createAccount(parsed.data));
    if (isCreated)
      await this.router.navigateByUrl(
        pathAfterSignIn(this.route.snapshot.queryParamMap.get('then')),
      );
  }
}

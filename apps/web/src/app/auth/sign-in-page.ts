import { Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { SignIn } from '@parley/contract';
import { Button, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { accounts } from '../text/accounts.en';
import { pageTitles } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { AuthFrame } from './auth-frame';
import { CredentialFields } from './credential-fields';
import { OtherWaysIn } from './other-ways-in';
import { pathAfterSignIn } from './path-after-sign-in';
import { SessionStore } from './session-store';
import { SignUpStatusStore } from './sign-up-status';
import { wrongFieldsOf } from './wrong-fields';

/** `/sign-in`: email and password, and the way to an account where accounts are open. */
@Component({
  selector: 'parley-sign-in-page',
  imports: [AuthFrame, Button, CredentialFields, Notice, OtherWaysIn, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: './auth-form.css',
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly status = inject(SignUpStatusStore);
  private readonly route = inject(ActivatedRoute);
  protected readonly text = accounts;
  protected readonly checkTitle = pageTitles.check;
  protected readonly forgotTitle = pageTitles.forgotPassword;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly providerName = this.status.providerName;
  /** From the address: where to go afterwards. */
  protected readonly wantedPath = this.route.snapshot.queryParamMap.get('then');
  protected readonly isSignUpOpen = computed(() => this.status.signUp() === 'open');
  protected readonly email = signal('');
  protected readonly password = signal('');
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() =>
    SignIn.safeParse({ email: this.email(), password: this.password() }),
  );
  protected readonly wrongFields = computed(() =>
    this.wasTried() ? wrongFieldsOf(this.parsed()) : new Set(),
  );
  protected readonly passwordError = computed(() =>
    this.wrongFields().has('password') ? accounts.passwordMissing : '',
  );

  constructor() {
    // Without an answer the page only lacks the link to sign up, which the sign-up page would refuse anyway.
    void new Submission().run(() => this.status.load());
  }

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const parsed = this.parsed();
    if (!parsed.success) return;
    const isSignedIn = await this.submission.run(() => this.session.signIn(parsed.data));
    if (isSignedIn)
      await this.router.navigateByUrl(
        pathAfterSignIn(this.route.snapshot.queryParamMap.get('then')),
      );
    else {
      this.password.set('');
      this.wasTried.set(false);
    }
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AskForPasswordReset, routes } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { accounts } from '../text/accounts.en';
import { sentenceFor } from '../text/errors.en';
import { passwordReset as text } from '../text/password-reset.en';
import { AuthFrame } from './auth-frame';

/** `/forgot-password`: a mailed link for a new password, or whom to ask where the server sends no mail. */
@Component({
  selector: 'parley-forgot-password-page',
  imports: [AuthFrame, Button, Field, FieldControl, Notice, RouterLink],
  template: `
    <parley-auth-frame [heading]="heading()" [intro]="intro()">
      @if (sentTo()) {
        <ui-notice role="status">{{ text.sent(sentTo()) }}</ui-notice>
      } @else if (sendsMail() === false) {
        <ui-notice role="status">{{ text.askAdministrator }}</ui-notice>
      } @else if (sendsMail() === true) {
        <form novalidate (submit)="send($event)">
          @if (submission.failure(); as failure) {
            <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
          }
          <ui-field [label]="emailLabel" [error]="error()">
            <input
              uiControl
              type="email"
              name="email"
              autocomplete="username"
              inputmode="email"
              autocapitalize="off"
              spellcheck="false"
              [(value)]="email"
            />
          </ui-field>
          <button
            uiButton
            kind="primary"
            wide
            type="submit"
            [attr.aria-disabled]="submission.isBusy()"
          >
            {{ submission.isBusy() ? text.sending : text.send }}
          </button>
        </form>
      } @else if (asking.failure(); as failure) {
        <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
      }
      <p class="other">
        <a routerLink="/sign-in">{{ text.back }}</a>
      </p>
    </parley-auth-frame>
  `,
  styleUrl: './auth-form.css',
})
export class ForgotPasswordPage {
  private readonly rest = inject(RestClient);
  protected readonly text = text;
  protected readonly emailLabel = accounts.email;
  protected readonly sentenceFor = sentenceFor;
  protected readonly asking = new Submission();
  protected readonly submission = new Submission();
  /** Undefined until the server said. */
  protected readonly sendsMail = signal<boolean | undefined>(undefined);
  protected readonly sentTo = signal('');
  protected readonly email = signal('');
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() => AskForPasswordReset.safeParse({ email: this.email() }));
  protected readonly error = computed(() =>
    this.wasTried() && !this.parsed().success ? accounts.emailWrong : '',
  );
  protected readonly heading = computed(() =>
    this.sentTo() === '' ? text.forgotHeading : text.sentHeading,
  );
  protected readonly intro = computed(() =>
    this.sendsMail() === true && this.sentTo() === '' ? text.forgotIntro : '',
  );

  constructor() {
    void this.asking.run(async () => {
      const { byMail } = await this.rest.call(routes.readPasswordResetWays, {});
      this.sendsMail.set(byMail);
    });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const { data } = this.parsed();
    if (!data) return;
    const isSent = await this.submission.run(() =>
      this.rest.call(routes.askForPasswordReset, { body: data }),
    );
    if (isSent) this.sentTo.set(data.email);
  }
}

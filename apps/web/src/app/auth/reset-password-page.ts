import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { routes, UsePasswordReset } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { sentenceFor } from '../text/errors.en';
import { passwordReset as text } from '../text/password-reset.en';
import { AuthFrame } from './auth-frame';
import { takeResetToken } from './reset-token';
import { SessionStore } from './session-store';

/** `/reset-password#token=…`: a new password by a one-time link. */
@Component({
  selector: 'parley-reset-password-page',
  imports: [AuthFrame, Button, Field, FieldControl, Notice, RouterLink],
  template: `
    <parley-auth-frame [heading]="heading()" [intro]="isChosen() ? '' : text.intro">
      @if (isSaved()) {
        <ui-notice role="status">{{ text.saved }}</ui-notice>
        <a uiButton kind="primary" wide routerLink="/sign-in">{{ text.signIn }}</a>
      } @else if (isUseless()) {
        <ui-notice role="alert" tone="danger">{{ text.noLink }}</ui-notice>
        <a uiButton wide routerLink="/forgot-password">{{ text.askAgain }}</a>
      } @else {
        <form novalidate (submit)="save($event)">
          @if (submission.failure(); as failure) {
            <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
          }
          <ui-field [label]="text.newPassword" [hint]="text.hint" [error]="error()">
            <input uiControl type="password" autocomplete="new-password" [(value)]="password" />
          </ui-field>
          <button
            uiButton
            kind="primary"
            wide
            type="submit"
            [attr.aria-disabled]="submission.isBusy()"
          >
            {{ submission.isBusy() ? text.saving : text.save }}
          </button>
        </form>
      }
    </parley-auth-frame>
  `,
  styleUrl: './auth-form.css',
})
export class ResetPasswordPage {
  private readonly rest = inject(RestClient);
  private readonly session = inject(SessionStore);
  private readonly token = takeResetToken();
  protected readonly text = text;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly isSaved = signal(false);
  protected readonly password = signal('');
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() =>
    UsePasswordReset.safeParse({ token: this.token, password: this.password() }),
  );
  protected readonly error = computed(() =>
    this.wasTried() && !this.parsed().success ? text.hint : '',
  );
  protected readonly isUseless = computed(
    () => this.token === undefined || this.submission.failure()?.code === 'reset-link-used',
  );
  protected readonly isChosen = computed(() => this.isSaved() || this.isUseless());
  protected readonly heading = computed(() => {
    if (this.isSaved()) return text.savedHeading;
    return this.isUseless() ? text.noLinkHeading : text.heading;
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const { data } = this.parsed();
    if (!data) return;
    const isSaved = await this.submission.run(() =>
      this.rest.call(routes.usePasswordReset, { body: data }),
    );
    if (!isSaved) return;
    // Whoever was signed in here, with this account or another, starts from what the server says.
    this.session.forget();
    this.isSaved.set(true);
  }
}

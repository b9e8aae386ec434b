import { Component, computed, inject, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { routes } from '@parley/contract';
import { Button, Field, FieldControl } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { OidcDeparture } from '../auth/oidc-departure';
import { PasskeySignIn, PasskeyTrouble } from '../auth/passkey-sign-in';
import { PasskeySupport } from '../auth/passkey-support';
import { SessionStore } from '../auth/session-store';
import { FormDialog } from '../shell/form-dialog';
import { sentenceFor } from '../text/errors.en';
import { proof, waysIn } from '../text/passkeys.en';

/** Has the person sign in once more, in any way they can, without leaving the page. Closes with true when they did. */
@Component({
  selector: 'parley-proof-dialog',
  imports: [Button, Field, FieldControl, FormDialog],
  templateUrl: './proof-dialog.html',
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class ProofDialog {
  private readonly session = inject(SessionStore);
  private readonly rest = inject(RestClient);
  private readonly passkeys = inject(PasskeySignIn);
  private readonly departure = inject(OidcDeparture);
  private readonly dialog = inject<MatDialogRef<ProofDialog, boolean>>(MatDialogRef);
  private readonly note = signal('');
  private readonly wasTried = signal(false);
  protected readonly text = { ...proof, ...waysIn };
  protected readonly submission = new Submission();
  protected readonly account = this.session.account;
  protected readonly hasPasskeys = inject(PasskeySupport).whyNot() === null;
  /** Null unless the account is entered through it. */
  protected readonly providerName = signal<string | null>(null);
  protected readonly password = signal('');
  protected readonly error = computed(() =>
    this.wasTried() && this.password() === '' ? proof.passwordMissing : '',
  );
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    if (!failure) return this.note();
    return failure.code === 'credentials-wrong' ? proof.passwordWrong : sentenceFor(failure);
  });

  constructor() {
    void new Submission().run(async () => {
      const { name, connectedAt } = await this.rest.call(routes.readProviderConnection, {});
      if (connectedAt !== null) this.providerName.set(name);
    });
  }

  protected async withPassword(): Promise<void> {
    const account = this.account();
    this.wasTried.set(true);
    if (!account || this.error() !== '') return;
    const { email } = account;
    await this.prove(() => this.session.signIn({ email, password: this.password() }));
    this.password.set('');
    this.wasTried.set(false);
  }

  protected async withPasskey(): Promise<void> {
    await this.prove(() => this.passkeys.signIn());
  }

  /** Leads away and back to this page, where the person goes on by themselves. */
  protected async withProvider(): Promise<void> {
    await this.submission.run(() => this.departure.signIn('/account'));
  }

  private async prove(signIn: () => Promise<void>): Promise<void> {
    this.note.set('');
    const isDone = await this.submission.run(async () => {
      try {
        await signIn();
      } catch (error) {
        if (!(error instanceof PasskeyTrouble)) throw error;
        this.note.set(waysIn.noPasskeyUsed);
      }
    });
    if (isDone && this.note() === '') this.dialog.close(true);
  }
}

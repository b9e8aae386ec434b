import { Component, computed, inject, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { InviteAccount, type MadeAccountInvitation, routes } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { admin } from '../text/admin.en';
import { Choice } from '../shell/choice';
import { FormDialog } from '../shell/form-dialog';

const days = [1, 7, 30, 90];

export interface InviteResult {
  readonly made: MadeAccountInvitation;
  readonly wasMailWanted: boolean;
}

/** Makes an invitation to have an account. Closes with it, or with false. */
@Component({
  selector: 'parley-invite-dialog',
  imports: [Choice, Field, FieldControl, FormDialog, MatSlideToggle],
  templateUrl: './invite-dialog.html',
  styleUrl: './invite-dialog.css',
})
export class InviteDialog {
  private readonly rest = inject(RestClient);
  private readonly dialog = inject<MatDialogRef<InviteDialog, InviteResult | false>>(MatDialogRef);
  private readonly wasTried = signal(false);
  protected readonly text = admin;
  protected readonly submission = new Submission();
  protected readonly email = signal('');
  protected readonly isAdministrator = signal(false);
  protected readonly sendsMail = signal(true);
  private readonly serverMails = signal(false);
  protected readonly validDays = signal('7');
  protected readonly validities = days.map((count) => ({
    value: String(count),
    words: admin.days(count),
  }));
  protected readonly hasEmail = computed(() => this.email().trim() !== '');
  protected readonly canMail = computed(() => this.hasEmail() && this.serverMails());
  private readonly wantsMail = computed(() => this.canMail() && this.sendsMail());
  private readonly parsed = computed(() =>
    InviteAccount.safeParse({
      email: this.hasEmail() ? this.email() : null,
      isAdministrator: this.isAdministrator(),
      validDays: Number(this.validDays()),
      sendsMail: this.wantsMail(),
    }),
  );
  protected readonly emailError = computed(() =>
    this.wasTried() && !this.parsed().success ? admin.inviteEmailWrong : '',
  );

  constructor() {
    // Without an answer the link is copied by hand.
    void new Submission().run(async () => {
      const { byMail } = await this.rest.call(routes.readPasswordResetWays, {});
      this.serverMails.set(byMail);
    });
  }

  protected async make(): Promise<void> {
    this.wasTried.set(true);
    const { success, data: body } = this.parsed();
    if (!success) return;
    await this.submission.run(async () => {
      const made = await this.rest.call(routes.inviteAccount, { body });
      this.dialog.close({ made, wasMailWanted: this.wantsMail() });
    });
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Account } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { Submission } from '../api/submission';
import { FormDialog } from '../shell/form-dialog';
import { deletion as text } from '../text/account.en';
import { sentenceFor } from '../text/errors.en';
import { AccountClient } from './account-client';
import { Proofs } from './proofs';

/** Says what goes with the account, and asks for the password. Closes with true when it is gone. */
@Component({
  selector: 'parley-deletion-dialog',
  imports: [Field, FieldControl, FormDialog],
  templateUrl: './deletion-dialog.html',
  styles: `
    p,
    ul {
      margin: 0;
    }
    ul {
      display: grid;
      gap: var(--space-2);
      padding-left: var(--space-5);
    }
  `,
})
export class DeletionDialog {
  private readonly client = inject(AccountClient);
  private readonly proofs = inject(Proofs);
  private readonly dialog = inject<MatDialogRef<DeletionDialog, boolean>>(MatDialogRef);
  protected readonly account = inject<Account>(MAT_DIALOG_DATA);
  protected readonly text = text;
  protected readonly submission = new Submission();
  protected readonly password = signal('');
  private readonly wasTried = signal(false);
  protected readonly error = computed(() =>
    this.wasTried() && this.password() === '' ? text.passwordMissing : '',
  );
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    if (!failure) return '';
    return failure.code === 'credentials-wrong' ? text.passwordWrong : sentenceFor(failure);
  });

  protected async delete(): Promise<void> {
    const { hasPassword } = this.account;
    this.wasTried.set(hasPassword);
    if (this.error() !== '') return;
    const proof = hasPassword ? { password: this.password() } : {};
    const isDone = await this.submission.run(async () => {
      const isGone = await this.proofs.for(() => this.client.deleteAccount(proof));
      if (isGone) this.dialog.close(true);
    });
    if (!isDone) {
      this.password.set('');
      this.wasTried.set(false);
    }
  }
}

import { Component, inject, signal } from '@angular/core';
import type { Passkey } from '@parley/contract';
import { Button, Notice, Skeleton } from '@parley/ui';
import { Submission } from '../api/submission';
import { PasskeySupport } from '../auth/passkey-support';
import { Confirmation } from '../shell/confirmation';
import { Dialogs } from '../shell/dialogs';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { passkeys } from '../text/passkeys.en';
import { AccountSection } from './account-section';
import { PasskeyDialog, type PasskeyDialogData } from './passkey-dialog';
import { PasskeysStore } from './passkeys-store';
import { Proofs } from './proofs';

/** The own passkeys on the account page: what is there, and adding, renaming and deleting. */
@Component({
  selector: 'parley-passkeys-section',
  imports: [AccountSection, Button, Notice, Skeleton],
  providers: [PasskeysStore],
  templateUrl: './passkeys-section.html',
  styleUrl: './passkeys-section.css',
})
export class PasskeysSection {
  private readonly store = inject(PasskeysStore);
  private readonly dialogs = inject(Dialogs);
  private readonly proofs = inject(Proofs);
  private readonly confirmation = inject(Confirmation);
  private readonly toasts = inject(Toasts);
  private readonly support = inject(PasskeySupport);
  protected readonly text = passkeys;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly list = this.store.passkeys;
  protected readonly whyNot = signal('');

  constructor() {
    void this.submission.run(() => this.store.load());
  }

  protected facts({ createdAt, lastUsedAt }: Passkey): string {
    const use = lastUsedAt === null ? passkeys.neverUsed : passkeys.lastUsed(new Date(lastUsedAt));
    return `${passkeys.created(new Date(createdAt))}, ${use}`;
  }

  protected add(): void {
    this.whyNot.set(this.support.whyNot() ?? '');
    if (this.whyNot() !== '') return;
    this.open({
      name: null,
      save: async (name) => {
        if (await this.proofs.for(() => this.store.add(name))) this.toasts.show(passkeys.added);
      },
    });
  }

  protected rename({ id, name }: Passkey): void {
    this.open({ name, save: (newName) => this.store.rename(id, newName) });
  }

  protected async remove({ id, name }: Passkey): Promise<void> {
    const isSure = await this.confirmation.ask({
      heading: passkeys.deleteHeading(name),
      text: passkeys.deleteText,
      action: passkeys.delete,
    });
    if (!isSure) return;
    await this.submission.run(async () => {
      if (await this.proofs.for(() => this.store.remove(id))) this.toasts.show(passkeys.deleted);
    });
  }

  private open(data: PasskeyDialogData): void {
    this.dialogs.open(PasskeyDialog, { data, role: 'dialog', width: '440px' });
  }
}

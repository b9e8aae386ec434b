import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { type Account, ChangeProfile } from '@parley/contract';
import { Avatar, Button, Chip, Field, FieldControl, Notice } from '@parley/ui';
import { pictureAddress } from '../api/picture-address';
import { Submission } from '../api/submission';
import { Toasts } from '../shell/toasts';
import { account as text } from '../text/account.en';
import { sentenceFor } from '../text/errors.en';
import { AccountClient } from './account-client';
import { AccountDialogs } from './account-dialogs';
import { AccountSection } from './account-section';

/** Name and picture. */
@Component({
  selector: 'parley-profile-section',
  imports: [AccountSection, Avatar, Button, Chip, Field, FieldControl, Notice],
  templateUrl: './profile-section.html',
  styleUrl: './account-forms.css',
})
export class ProfileSection {
  private readonly client = inject(AccountClient);
  private readonly dialogs = inject(AccountDialogs);
  private readonly toasts = inject(Toasts);
  readonly account = input.required<Account>();
  protected readonly text = text;
  protected readonly sentenceFor = sentenceFor;
  protected readonly naming = new Submission();
  protected readonly removing = new Submission();
  protected readonly name = linkedSignal(() => this.account().name);
  protected readonly picture = computed(() => pictureAddress(this.account().pictureId));
  protected readonly memberSince = computed(() =>
    text.memberSince(new Date(this.account().createdAt)),
  );
  private readonly wasTried = signal(false);
  private readonly parsed = computed(() => ChangeProfile.safeParse({ name: this.name() }));
  protected readonly nameError = computed(() =>
    this.wasTried() && !this.parsed().success ? text.nameWrong : '',
  );

  protected async saveName(event: Event): Promise<void> {
    event.preventDefault();
    this.wasTried.set(true);
    const { data } = this.parsed();
    if (!data) return;
    if (await this.naming.run(() => this.client.rename(data.name)))
      this.toasts.show(text.nameSaved);
  }

  protected changePicture(): Promise<void> {
    return this.dialogs.changePicture();
  }

  protected async removePicture(): Promise<void> {
    const isDone = await this.removing.run(() => this.client.removePicture());
    const failure = this.removing.failure();
    this.toasts.show(isDone || !failure ? text.pictureRemoved : sentenceFor(failure));
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import type { OwnSession } from '@parley/contract';
import { Button, Chip, Icon, Notice, Skeleton } from '@parley/ui';
import { ParleyFailure } from '../api/parley-failure';
import { Submission } from '../api/submission';
import { Toasts } from '../shell/toasts';
import { account as text } from '../text/account.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { AccountClient } from './account-client';
import { AccountSection } from './account-section';

/** Where the account is signed in, each with a way to end it. */
@Component({
  selector: 'parley-sessions-section',
  imports: [AccountSection, Button, Chip, Icon, Notice, Skeleton],
  templateUrl: './sessions-section.html',
  styleUrl: './sessions-section.css',
})
export class SessionsSection {
  private readonly client = inject(AccountClient);
  private readonly toasts = inject(Toasts);
  private readonly sessions = signal<readonly OwnSession[] | null>(null);
  protected readonly text = { ...common, ...text };
  protected readonly sentenceFor = sentenceFor;
  protected readonly loading = new Submission();
  protected readonly hasOthers = computed(() => (this.sessions()?.length ?? 0) > 1);
  protected readonly rows = computed(() => {
    const nowMs = Date.now();
    return this.sessions()?.map((session) => ({
      id: session.id,
      name: text.session(session.browser, session.system),
      isCurrent: session.isCurrent,
      facts: [
        text.signedInOn(new Date(session.createdAt)),
        text.lastSeen(new Date(session.lastSeenAt), nowMs),
      ].join(' · '),
    }));
  });

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    await this.loading.run(async () => this.sessions.set(await this.client.listSessions()));
  }

  protected end(sessionId: string): Promise<void> {
    return this.act(() => this.client.endSession(sessionId), text.sessionEnded);
  }

  protected endOthers(): Promise<void> {
    return this.act(() => this.client.endOtherSessions(), text.othersEnded);
  }

  private async act(task: () => Promise<void>, word: string): Promise<void> {
    try {
      await task();
      this.toasts.show(word);
    } catch (error) {
      this.toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
    await this.load();
  }
}

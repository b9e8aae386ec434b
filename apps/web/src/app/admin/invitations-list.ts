import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { type AccountInvitation, routes } from '@parley/contract';
import { Button, Chip, Notice } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { admin } from '../text/admin.en';
import { whenInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { AdminActs } from './admin-acts';
import { PagedList } from '../api/paged-list';
import { Pager } from '../shell/pager';

/** Who was invited to make an account, and what became of it; nothing where nobody ever was. */
@Component({
  selector: 'parley-invitations-list',
  imports: [Button, Chip, Notice, Pager],
  template: `
    @if (list.failure(); as failure) {
      <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
    }
    @if (list.total() > 0) {
      <h2>{{ text.invitations }}</h2>
      <ul [attr.aria-label]="text.invitations">
        @for (invitation of invitations(); track invitation.id) {
          <li>
            <span class="words">
              <strong>{{ invitation.email ?? text.forAnybody }}</strong>
              <span class="soft">{{ invitation.words }}</span>
            </span>
            @if (invitation.isAdministrator) {
              <ui-chip tone="live">{{ text.administrator }}</ui-chip>
            }
            <ui-chip>{{ invitation.stateWords }}</ui-chip>
            @if (invitation.state === 'open') {
              <button type="button" uiButton small (click)="revoke(invitation)">
                {{ text.revoke }}
              </button>
            }
          </li>
        }
      </ul>
      @if (list.current(); as page) {
        <parley-pager [list]="page" (wanted)="list.load($event)" />
      }
    }
  `,
  styles: `
    :host {
      display: block;
      margin-top: var(--space-6);
    }
    ul {
      margin: var(--space-3) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      padding: var(--space-3) 0;
      border-top: 1px solid var(--line);
    }
    .words {
      flex: 1 1 260px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .words .soft {
      display: block;
      font-size: var(--text-s);
    }
  `,
})
export class InvitationsList {
  private readonly rest = inject(RestClient);
  private readonly acts = inject(AdminActs);
  /** Counts up with every new invitation. */
  readonly made = input.required<number>();
  protected readonly text = { ...common, ...admin };
  protected readonly sentenceFor = sentenceFor;
  protected readonly list = new PagedList<AccountInvitation>((page) =>
    this.rest.call(routes.listAccountInvitations, { query: { page, pageSize: '10' } }),
  );
  protected readonly invitations = computed(() =>
    this.list.items()?.map((invitation) => {
      const until = whenInWords(new Date(invitation.expiresAt), new Date());
      const state = admin.invitationStates[invitation.state];
      const by = invitation.usedBy === null ? '' : ` ${admin.usedBy(invitation.usedBy)}`;
      const words = admin.invitedBy(invitation.createdBy, until);
      return { ...invitation, words, stateWords: `${state}${by}` };
    }),
  );

  constructor() {
    effect(() => {
      this.made();
      untracked(() => void this.list.load(1));
    });
  }

  protected async revoke({ id: invitationId }: AccountInvitation): Promise<void> {
    const act = () => this.rest.call(routes.revokeAccountInvitation, { params: { invitationId } });
    if (await this.acts.run(act, admin.revoked)) await this.list.load();
  }
}

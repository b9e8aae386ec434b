import { Component, computed, inject, signal } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { type AccountSort, type AdminAccount, limits, routes } from '@parley/contract';
import { Button, Chip, EmptyState, Icon, SearchBox } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { SessionStore } from '../auth/session-store';
import { admin } from '../text/admin.en';
import { whenInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { Choice } from '../shell/choice';
import { InvitationsList } from './invitations-list';
import { PagedList } from '../api/paged-list';
import { PagedView } from '../shell/paged-view';
import { PeopleActs } from './people-acts';
import { whenChanged } from '../api/when-changed';

/** `/admin/people`: every account, and who may do what with it. */
@Component({
  selector: 'parley-people-page',
  imports: [
    Button,
    Chip,
    Choice,
    EmptyState,
    Icon,
    InvitationsList,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PagedView,
    SearchBox,
  ],
  providers: [PeopleActs],
  templateUrl: './people-page.html',
  styleUrl: './list-page.css',
})
export class PeoplePage {
  private readonly rest = inject(RestClient);
  private readonly acts = inject(PeopleActs);
  private readonly session = inject(SessionStore);
  protected readonly text = { ...common, ...admin };
  protected readonly searchLength = limits.nameLength;
  protected readonly search = signal('');
  protected readonly sort = signal<string>('name');
  protected readonly sorts = Object.entries(admin.sortPeople).map(([value, words]) => ({
    value,
    words,
  }));
  protected readonly invitationsMade = signal(0);
  protected readonly list = new PagedList<AdminAccount>((page) => {
    const sort = this.sort() as AccountSort;
    const order = sort === 'createdAt' ? 'descending' : 'ascending';
    const query = { search: this.search().trim(), sort, order, page } as const;
    return this.rest.call(routes.listAccounts, { query });
  });
  protected readonly people = computed(() =>
    this.list.items()?.map((account) => ({
      account,
      isSelf: account.id === this.session.account()?.id,
      since: whenInWords(new Date(account.createdAt), new Date()),
    })),
  );

  constructor() {
    void this.list.load();
    whenChanged(
      computed(() => [this.search(), this.sort()]),
      () => void this.list.load(1),
    );
  }

  protected async invite(): Promise<void> {
    if (await this.acts.invite()) this.invitationsMade.update((count) => count + 1);
  }

  protected async setAdministrator(person: AdminAccount, isAdministrator: boolean): Promise<void> {
    if (await this.acts.setAdministrator(person, isAdministrator)) await this.list.load();
  }

  protected async setDisabled(person: AdminAccount, isDisabled: boolean): Promise<void> {
    if (await this.acts.setDisabled(person, isDisabled)) await this.list.load();
  }

  protected async makePasswordLink(person: AdminAccount): Promise<void> {
    await this.acts.makePasswordLink(person);
  }
}

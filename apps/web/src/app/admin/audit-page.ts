import { Component, computed, inject, signal } from '@angular/core';
import {
  AuditAction,
  type AuditEntry,
  type ListAudit,
  limits,
  RoomId,
  routes,
} from '@parley/contract';
import { Button, EmptyState, Field, FieldControl, Icon, Notice } from '@parley/ui';
import { addressOf, RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { audit, auditActions } from '../text/audit.en';
import { common } from '../text/common.en';
import { rowOf } from './audit-row';
import { Choice } from '../shell/choice';
import { PagedList } from '../api/paged-list';
import { PagedView } from '../shell/paged-view';
import { whenChanged } from '../api/when-changed';

/** `/admin/audit`: what happened, by whom, and when; and whether the record is whole. */
@Component({
  selector: 'parley-audit-page',
  imports: [Button, Choice, EmptyState, Field, FieldControl, Icon, Notice, PagedView],
  templateUrl: './audit-page.html',
  styleUrls: ['./list-page.css', './audit-page.css'],
})
export class AuditPage {
  private readonly rest = inject(RestClient);
  protected readonly text = { ...common, ...audit };
  protected readonly nameLength = limits.nameLength;
  protected readonly actions = [
    { value: '', words: audit.everyAction },
    ...AuditAction.options
      .map((value) => ({ value, words: auditActions[value] }))
      .sort((one, other) => one.words.localeCompare(other.words)),
  ];
  protected readonly action = signal('');
  protected readonly person = signal('');
  protected readonly room = signal('');
  protected readonly from = signal('');
  protected readonly to = signal('');
  protected readonly roomError = computed(() =>
    this.room().trim() === '' || RoomId.safeParse(this.room().trim()).success
      ? ''
      : audit.roomWrong,
  );
  private readonly filter = computed(() => ({
    action: AuditAction.safeParse(this.action()).data,
    person: this.person().trim() || undefined,
    roomId: RoomId.safeParse(this.room().trim()).data,
    from: momentOf(this.from()),
    to: momentOf(this.to()),
  }));
  protected readonly csvAddress = computed(() =>
    addressOf(routes.downloadAudit.path, {}, this.filter()),
  );
  protected readonly list = new PagedList<AuditEntry>((page) => {
    const query: ListAudit = { ...this.filter(), page };
    return this.rest.call(routes.listAudit, { query });
  });
  protected readonly rows = computed(() => this.list.items()?.map(rowOf));
  protected readonly verification = new Submission();
  protected readonly verdict = signal<{ readonly words: string; readonly isWhole: boolean } | null>(
    null,
  );

  constructor() {
    void this.list.load();
    whenChanged(this.filter, () => void this.list.load(1));
  }

  protected async verify(): Promise<void> {
    this.verdict.set(null);
    await this.verification.run(async () => {
      const { entryCount, brokenAt } = await this.rest.call(routes.verifyAudit, {});
      const isWhole = brokenAt === null;
      const words = isWhole ? audit.whole(entryCount) : audit.broken(brokenAt);
      this.verdict.set({ words, isWhole });
    });
  }
}

/** What a browser's field for date and time says, in this device's time zone. */
function momentOf(local: string): string | undefined {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

import { computed, signal } from '@angular/core';
import type { ParleyFailure } from './parley-failure';
import { Submission } from './submission';

/** One page of a list as the contract's `page()` gives it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** A long list, one page at a time. Of several wishes under way the last one wins; a failure keeps what is shown. */
export class PagedList<Item, Shown extends ListPage<Item> = ListPage<Item>> {
  private readonly shown = signal<Shown | null>(null);
  private readonly lastFailure = signal<ParleyFailure | null>(null);
  private wanted = 1;
  private wish = 0;
  /** Null until the first answer. */
  readonly current = this.shown.asReadonly();
  readonly failure = this.lastFailure.asReadonly();
  readonly items = computed(() => this.shown()?.items ?? null);
  readonly total = computed(() => this.shown()?.total ?? 0);

  /** @param read asks the server for a page, counted from 1. */
  constructor(private readonly read: (page: string) => Promise<Shown>) {}

  async load(page = this.wanted): Promise<void> {
    this.wanted = page;
    const wish = ++this.wish;
    const attempt = new Submission();
    await attempt.run(async () => {
      const found = await this.read(String(page));
      if (wish === this.wish) this.shown.set(found);
    });
    if (wish === this.wish) this.lastFailure.set(attempt.failure());
  }
}

import { Component, computed, input, output } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { paging } from '../text/paging.en';
import type { ListPage } from '../api/paged-list';

/** Which part of a list is shown, and the way to the next; nothing where all of it is. */
@Component({
  selector: 'parley-pager',
  imports: [Button, Icon],
  template: `
    @if (list().total > list().pageSize) {
      <span class="soft">{{ range() }}</span>
      <button
        type="button"
        uiButton
        square
        [attr.aria-label]="text.previousPage"
        [disabled]="list().page === 1"
        (click)="wanted.emit(list().page - 1)"
      >
        <ui-icon name="chevron-left" />
      </button>
      <button
        type="button"
        uiButton
        square
        [attr.aria-label]="text.nextPage"
        [disabled]="last() >= list().total"
        (click)="wanted.emit(list().page + 1)"
      >
        <ui-icon name="chevron-right" />
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: end;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
    :host:empty {
      display: none;
    }
    span {
      margin-right: var(--space-2);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class Pager {
  readonly list = input.required<ListPage<unknown>>();
  readonly wanted = output<number>();
  protected readonly text = paging;
  protected readonly last = computed(() => {
    const { page, pageSize, items } = this.list();
    return (page - 1) * pageSize + items.length;
  });
  protected readonly range = computed(() => {
    const { page, pageSize, total } = this.list();
    return paging.range((page - 1) * pageSize + 1, this.last(), total);
  });
}

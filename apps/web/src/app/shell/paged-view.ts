import { Component, computed, input } from '@angular/core';
import { Button, Notice, Skeleton } from '@parley/ui';
import type { ParleyFailure } from '../api/parley-failure';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import type { PagedList } from '../api/paged-list';
import { Pager } from './pager';

/** A list that is loading, failed, empty (its `ui-empty-state` is shown) or there (the rest of its content). */
@Component({
  selector: 'parley-paged-view',
  imports: [Button, Notice, Pager, Skeleton],
  template: `
    @if (failure(); as failure) {
      <ui-notice role="alert" tone="danger">
        {{ sentenceFor(failure) }}
        <button slot="action" type="button" uiButton (click)="list().load()">
          {{ text.retry }}
        </button>
      </ui-notice>
    }
    @if (list().current(); as page) {
      @if (page.items.length === 0) {
        <ng-content select="ui-empty-state" />
      } @else {
        <ng-content />
        <parley-pager [list]="page" (wanted)="list().load($event)" />
      }
    } @else if (list().failure() === null) {
      <div class="places" aria-busy="true">
        <span class="unseen">{{ text.loading }}</span>
        @for (place of [1, 2, 3]; track place) {
          <ui-skeleton [height]="placeHeight()" />
        }
      </div>
    }
  `,
  styles: `
    ui-notice {
      margin-bottom: var(--space-4);
    }
    .places {
      display: grid;
      gap: var(--space-3);
    }
  `,
})
export class PagedView {
  readonly list = input.required<PagedList<unknown>>();
  /** What else about this list went wrong, said where the list itself did not fail. */
  readonly otherFailure = input<ParleyFailure | null>(null);
  readonly placeHeight = input('56px');
  protected readonly text = common;
  protected readonly sentenceFor = sentenceFor;
  protected readonly failure = computed(() => this.list().failure() ?? this.otherFailure());
}

import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { Button, Icon, Notice } from '@parley/ui';
import { PageFrame } from '../shell/page-frame';
import { PageHeading } from '../shell/page-heading';
import { Toasts } from '../shell/toasts';
import { check, checkGroups, checkStates } from '../text/check.en';
import type { CheckName } from './check-name';
import { CheckRow } from './check-row';
import { checkOrder, CheckStore } from './check-store';
import { reportOf } from './report';

const groups: readonly { readonly heading: string; readonly names: readonly CheckName[] }[] = [
  { heading: checkGroups.devices, names: ['camera', 'microphone', 'speaker', 'screen'] },
  { heading: checkGroups.browser, names: ['data-channel', 'recorder'] },
  { heading: checkGroups.network, names: ['server', 'stun', 'turn'] },
];

/** `/check`: tries everything a meeting needs and says of each whether it works, or why not. For anybody, no account needed. */
@Component({
  selector: 'parley-check-page',
  imports: [Button, CheckRow, Icon, Notice, PageFrame, PageHeading],
  templateUrl: './check-page.html',
  styleUrl: './check-page.css',
  providers: [CheckStore],
})
export class CheckPage {
  readonly #clipboard = inject(Clipboard);
  readonly #browser = inject(DOCUMENT).defaultView?.navigator;
  readonly #toasts = inject(Toasts);
  protected readonly store = inject(CheckStore);
  protected readonly text = check;
  protected readonly groups = groups;
  protected readonly all = checkOrder.length;
  protected readonly done = computed(() => this.#count('passed', 'failed', 'skipped'));
  protected readonly failedCount = computed(() => this.#count('failed'));
  protected readonly skippedCount = computed(() => this.#count('skipped'));
  protected readonly goodText = computed(() =>
    this.skippedCount() > 0 ? check.someSkipped(this.skippedCount()) : check.allGoodText,
  );
  protected readonly startLabel = computed(() => {
    if (this.store.isRunning()) return check.stop;
    return this.store.phase() === 'new' ? check.start : check.again;
  });
  /** What a screen reader is told: each outcome, and what is asked now. */
  protected readonly news = computed(() => {
    const running = this.store.running();
    const results = this.store.results();
    const last = checkOrder.findLast((name) => results[name].reason !== '');
    const outcome = last
      ? check.said(last, checkStates[results[last].state], results[last].reason)
      : '';
    return running ? `${outcome} ${check.saidRunning(running)}`.trim() : outcome;
  });

  protected startOrStop(): void {
    if (this.store.isRunning()) this.store.stop();
    else void this.store.start();
  }

  protected copyReport(): void {
    const report = reportOf(this.store.results(), this.#browser?.userAgent ?? '', new Date());
    this.#toasts.show(this.#clipboard.copy(report) ? check.copied : check.copyFailed);
  }

  #count(...states: readonly string[]): number {
    const results = this.store.results();
    return checkOrder.filter((name) => states.includes(results[name].state)).length;
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button } from '@parley/ui';
import { exhaustMap, timer } from 'rxjs';
import { meeting, statisticsText } from '../text/meeting.en';
import {
  type LinkRates,
  type LinkStatistics,
  ratesBetween,
  readStatistics,
} from './link-statistics';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';

const readEveryMs = 2_000;

/** How each connection does: its path, its delay, what it carries. */
@Component({
  selector: 'parley-statistics-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './statistics-dialog.html',
  styles: `
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--text-s);
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: var(--space-2) var(--space-2) var(--space-2) 0;
      border-bottom: 1px solid var(--line);
      text-align: start;
      overflow-wrap: anywhere;
    }
    thead th {
      color: var(--ink-soft);
      font-weight: 500;
    }
  `,
})
export class StatisticsDialog {
  protected readonly text = statisticsText;
  protected readonly close = meeting.close;
  readonly #meeting = inject(MeetingStore);
  readonly #bridge = inject(MeshBridge);
  readonly #links = signal<ReadonlyMap<string, LinkStatistics & LinkRates>>(new Map());

  protected readonly rows = computed(() =>
    this.#meeting.others().map(({ id, name }) => {
      const link = this.#links().get(id);
      const state = statisticsText.states[this.#bridge.peerStates().get(id) ?? 'connecting'];
      return {
        id,
        name,
        state,
        path: inWords(link?.isRelayed ?? null, (isRelayed) =>
          isRelayed ? statisticsText.relayed : statisticsText.direct,
        ),
        roundTrip: inWords(link?.roundTripMs ?? null, statisticsText.milliseconds),
        receiving: inWords(link?.receivingKbps ?? null, statisticsText.kilobits),
        sending: inWords(link?.sendingKbps ?? null, statisticsText.kilobits),
      };
    }),
  );

  constructor() {
    timer(0, readEveryMs)
      .pipe(
        exhaustMap(() => this.#read()),
        takeUntilDestroyed(),
      )
      .subscribe((links) => this.#links.set(links));
  }

  async #read(): Promise<Map<string, LinkStatistics & LinkRates>> {
    const mesh = this.#bridge.mesh();
    const reports = await Promise.allSettled(
      this.#meeting.others().map(async ({ id }) => {
        const now = readStatistics((await mesh?.getStats(id)) ?? []);
        return [id, { ...now, ...ratesBetween(this.#links().get(id), now) }] as const;
      }),
    );
    // Whoever left while we asked has no connection any more, and no row.
    return new Map(reports.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  }
}

function inWords<Value>(value: Value | null, words: (value: Value) => string): string {
  return value === null ? statisticsText.unknown : words(value);
}

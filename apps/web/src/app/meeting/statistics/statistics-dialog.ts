import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { noCeilings } from '@parley/contract';
import { type Source, videoSources } from '@parley/mesh';
import { Button, Chip } from '@parley/ui';
import { exhaustMap, timer } from 'rxjs';
import { meeting } from '../../text/meeting.en';
import { statisticsText as text } from '../../text/statistics.en';
import { BandwidthStore } from '../bandwidth/bandwidth-store';
import { carriedPeople } from './carried-people';
import { ceilingWords } from './ceiling-words';
import { costOfOneMore, type LinkReport, loadOf, reportBetween } from './link-report';
import { type LinkReading, readStatistics } from './link-statistics';
import { wordsOf } from './link-words';
import { LocalPublications } from '../local-publications';
import { MeetingStore } from '../meeting-store';
import { MeshBridge } from '../mesh-bridge';

/** Often enough to see a change, long enough for a rate that does not jump. */
const readEveryMs = 2_000;

/** How each connection does, which ceilings hold, what one more person would cost, and how many it carries. */
@Component({
  selector: 'parley-statistics-dialog',
  imports: [Button, Chip, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './statistics-dialog.html',
  styleUrl: './statistics-dialog.css',
})
export class StatisticsDialog {
  protected readonly text = text;
  protected readonly close = meeting.close;
  readonly #meeting = inject(MeetingStore);
  readonly #bridge = inject(MeshBridge);
  readonly #local = inject(LocalPublications);
  readonly #bandwidth = inject(BandwidthStore);
  readonly #links = signal<ReadonlyMap<string, LinkReport>>(new Map());
  #readings: ReadonlyMap<string, LinkReading> = new Map();
  /** The most that went up at once, over all links. */
  #provenKbps = 0;

  protected readonly cards = computed(() =>
    this.#meeting.others().map(({ id, name }) => {
      const state = this.#bridge.links().get(id)?.state ?? 'connecting';
      return {
        id,
        name,
        state: text.states[state],
        isConnected: state === 'connected',
        ...wordsOf(this.#links().get(id)),
      };
    }),
  );

  protected readonly costs = computed(() => {
    const load = loadOf(this.#links().values());
    const places = this.#meeting.state()?.maxParticipants ?? 0;
    const room = text.room(places, this.#meeting.participants().length);
    if (!load) return [text.measuring, room];
    const { upKbps, downKbps } = costOfOneMore(load);
    return [
      text.load(load.links, load.upKbps, load.downKbps),
      text.oneMore(upKbps, downKbps),
      ...this.#carries(places),
      room,
    ];
  });

  protected readonly ceilings = computed(() =>
    ceilingWords(this.#bandwidth.ceilings(), this.#meeting.state()?.ceilings ?? noCeilings),
  );

  constructor() {
    timer(0, readEveryMs)
      .pipe(
        exhaustMap(() => this.#read()),
        takeUntilDestroyed(),
      )
      .subscribe((readings) => this.#show(readings));
  }

  #carries(places: number): string[] {
    const conditions = this.#bridge.links();
    const links = [...this.#links()].map(([id, report]) => ({
      ...report,
      isSendingPaused: conditions.get(id)?.isSendingPaused ?? false,
    }));
    const carried = carriedPeople(links, this.#provenKbps);
    return carried ? [text.carries(carried.limitedBy, carried.people, places)] : [];
  }

  async #read(): Promise<ReadonlyMap<string, LinkReading>> {
    const mesh = this.#bridge.mesh();
    const sourceOf = this.#sourcesOfTracks();
    const readings = await Promise.allSettled(
      this.#meeting
        .others()
        .map(
          async ({ id }) =>
            [id, readStatistics((await mesh?.getStats(id)) ?? [], sourceOf)] as const,
        ),
    );
    // Whoever left while we asked has no connection any more, and no card.
    return new Map(readings.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  }

  #show(readings: ReadonlyMap<string, LinkReading>): void {
    const before = this.#readings;
    this.#readings = readings;
    const links = new Map(
      [...readings].map(([id, now]) => [id, reportBetween(before.get(id), now)]),
    );
    this.#provenKbps = Math.max(this.#provenKbps, loadOf(links.values())?.upKbps ?? 0);
    this.#links.set(links);
  }

  #sourcesOfTracks(): ReadonlyMap<string, Source> {
    const everybody = [this.#local.tracks(), ...this.#bridge.tracks().values()];
    return new Map(
      everybody.flatMap((tracks) =>
        videoSources.flatMap((source) => {
          const track = tracks[source];
          return track ? [[track.id, source] as const] : [];
        }),
      ),
    );
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { routes, type ServerHealth } from '@parley/contract';
import { Button, Chip, Icon, Notice, Skeleton } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import { refreshWhileVisible } from '../api/while-visible';
import { admin } from '../text/admin.en';
import { sizeInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';

const refreshMs = 30_000;
const minuteMs = 60_000;

/** `/admin/server`: how the server is. */
@Component({
  selector: 'parley-server-page',
  imports: [Button, Chip, Icon, Notice, Skeleton],
  templateUrl: './server-page.html',
  styleUrl: './server-page.css',
})
export class ServerPage {
  private readonly rest = inject(RestClient);
  protected readonly text = { ...common, ...admin };
  protected readonly sentenceFor = sentenceFor;
  protected readonly reading = new Submission();
  protected readonly health = signal<ServerHealth | null>(null);
  protected readonly facts = computed(() => {
    const health = this.health();
    return health === null ? [] : factsOf(health);
  });
  protected readonly meetings = computed(() =>
    (this.health()?.meetings ?? []).map((meeting) => ({
      ...meeting,
      minutes: admin.minutes(minutesBetween(meeting.startedAt, this.health()?.serverTime)),
    })),
  );

  constructor() {
    this.refresh();
    refreshWhileVisible(refreshMs, () => this.refresh());
  }

  protected refresh(): void {
    void this.reading.run(async () =>
      this.health.set(await this.rest.call(routes.readServerHealth, {})),
    );
  }
}

function factsOf(health: ServerHealth): readonly { name: string; value: string }[] {
  const { database, disk } = health;
  return [
    { name: admin.version, value: health.version },
    {
      name: admin.uptime,
      value: admin.minutes(minutesBetween(health.startedAt, health.serverTime)),
    },
    {
      name: admin.database,
      value: admin.databaseText(database.kind, sizeInWords(database.sizeBytes)),
    },
    {
      name: admin.disk,
      value: disk
        ? admin.diskText(sizeInWords(disk.freeBytes), sizeInWords(disk.totalBytes))
        : admin.nothingWritten,
    },
    { name: admin.recordingsSize, value: sizeInWords(health.recordingsBytes) },
    { name: admin.memory, value: sizeInWords(health.memoryBytes) },
    { name: admin.accounts, value: health.accountCount.toLocaleString('en-GB') },
    { name: admin.roomsOfServer, value: health.roomCount.toLocaleString('en-GB') },
  ];
}

function minutesBetween(from: string, to = from): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / minuteMs));
}

import { Component, computed, inject, signal } from '@angular/core';
import { Button, EmptyState, Icon, Notice, SearchBox, Skeleton } from '@parley/ui';
import { refreshWhileVisible } from '../api/while-visible';
import { PageHeading } from '../shell/page-heading';
import { common } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { rooms } from '../text/rooms.en';
import { RoomCard } from './room-card';
import { RoomDialogs } from './room-dialogs';
import { RoomsStore } from './rooms-store';

/** Often enough to notice that people are waiting in a room, rare enough to cost nothing. */
const refreshMs = 15_000;
/** Fewer are seen at a glance. */
const searchableFrom = 8;
const searchLength = 80;

/** `/rooms`: the signed-in person's rooms. */
@Component({
  selector: 'parley-rooms-page',
  imports: [Button, EmptyState, Icon, Notice, PageHeading, RoomCard, SearchBox, Skeleton],
  providers: [RoomsStore, RoomDialogs],
  templateUrl: './rooms-page.html',
  styleUrl: './rooms-page.css',
})
export class RoomsPage {
  protected readonly store = inject(RoomsStore);
  protected readonly dialogs = inject(RoomDialogs);
  protected readonly text = { ...common, ...rooms };
  protected readonly sentenceFor = sentenceFor;
  protected readonly now = signal(Date.now());
  protected readonly isEmpty = computed(() => this.store.rooms()?.length === 0);

  protected readonly searchLength = searchLength;
  protected readonly wanted = signal('');
  protected readonly isSearchable = computed(
    () => (this.store.rooms()?.length ?? 0) >= searchableFrom,
  );
  protected readonly found = computed(() => {
    const wanted = this.isSearchable() ? this.wanted().trim().toLocaleLowerCase() : '';
    return (
      this.store.rooms()?.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)) ?? null
    );
  });

  constructor() {
    this.refresh();
    refreshWhileVisible(refreshMs, () => this.refresh());
  }

  protected refresh(): void {
    this.now.set(Date.now());
    void this.store.load();
  }
}

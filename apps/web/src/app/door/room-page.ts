import { Component, computed, DOCUMENT, effect, inject, input, untracked } from '@angular/core';
import { Button, EmptyState, Skeleton } from '@parley/ui';
import { DeviceList } from '../media/device-list';
import { LocalMediaStore } from '../media/local-media-store';
import { SoundOutput } from '../media/sound-output';
import { MeetingPreparation } from '../meeting/meeting-preparation';
import { MeetingSession } from '../meeting/meeting-session';
import { InterruptedRecordings } from '../recording/interrupted-recordings';
import { leftOnDevice } from '../recording/left-on-device';
import { PageFrame } from '../shell/page-frame';
import { PageTitle } from '../shell/page-title';
import { common } from '../text/common.en';
import { door as text } from '../text/door.en';
import { AfterView } from './after-view';
import { DoorView } from './door-view';
import { RoomStore } from './room-store';
import { ScriptedJoin } from './scripted-join';

/** One room at one address: door, waiting, meeting, and the page after it. */
@Component({
  selector: 'parley-room-page',
  imports: [
    AfterView,
    Button,
    DoorView,
    EmptyState,
    InterruptedRecordings,
    MeetingSession,
    PageFrame,
    Skeleton,
  ],
  providers: [
    DeviceList,
    LocalMediaStore,
    MeetingPreparation,
    SoundOutput,
    RoomStore,
    ScriptedJoin,
  ],
  host: { '(window:hashchange)': 'store.comeByLink()' },
  templateUrl: './room-page.html',
  styleUrl: './room-page.css',
})
export class RoomPage {
  /** From the address, as somebody typed it. */
  readonly roomId = input.required<string>();
  protected readonly text = text;
  protected readonly common = common;
  protected readonly store = inject(RoomStore);
  readonly #script = inject(ScriptedJoin);
  /** As the address says; for as long as the page lives. */
  protected readonly isFilesOnly = this.#script.link.view === 'files';
  readonly #media = inject(LocalMediaStore);
  protected readonly preparation = inject(MeetingPreparation);
  /** Of a recording that ended with its tab; guests see no other page on which to send the rest. */
  protected readonly isLeft = leftOnDevice();
  readonly #title = inject(PageTitle);
  readonly #location = inject(DOCUMENT).location;
  protected readonly seat = computed(() => {
    const phase = this.store.phase();
    return phase.kind === 'seated' ? phase.seat : null;
  });
  /** What to send to others: without anything that came along in this address. */
  protected readonly link = computed(() => `${this.#location.origin}/r/${this.store.roomId()}`);

  constructor() {
    effect(() => {
      const roomId = this.roomId();
      const wishes = this.#script.wishes();
      untracked(() => void this.store.open(roomId, wishes, this.isFilesOnly));
    });
    effect(() => this.store.keepWishes(this.#media.wishes()));
    effect(() => {
      const door = this.store.door();
      if (!door) return;
      this.#title.say(door.roomName);
      this.preparation.layOutConnections();
    });
  }

  /** Browsers do not ask again for code that once did not come. */
  protected loadAnew(): void {
    this.#location.reload();
  }

  protected goOn(to: 'meeting' | 'door'): void {
    void (to === 'meeting' ? this.store.rejoin() : this.store.goToDoor());
  }
}

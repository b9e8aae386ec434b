import {
  Component,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  untracked,
} from '@angular/core';
import type { Seat } from '@parley/contract';
import { Button } from '@parley/ui';
import { FilesRoom } from '../embed/files-room';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { meeting as text } from '../text/meeting.en';
import { BandwidthStore } from './bandwidth/bandwidth-store';
import { LocalPublications } from './local-publications';
import { MeetingClient } from './connection/meeting-client';
import { MeetingPage } from './meeting-page';
import { type Ending, MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { ModeratedMedia } from './moderated-media';
import { PageReturn } from './page-return';
import { SizedCamera } from './sized-camera';
import { WaitingView } from './waiting-view';

/**
 * One seat from taking to its end: waiting, then the meeting. What belongs to the meeting is provided here and ends with
 * it, whichever way it ends: tracks of the screen stop, peers close, the socket says goodbye.
 */
@Component({
  selector: 'parley-meeting-session',
  imports: [Button, FilesRoom, MeetingPage, WaitingView],
  providers: [
    MeetingClient,
    MeetingStore,
    ScreenShareStore,
    BandwidthStore,
    LocalPublications,
    MeshBridge,
    ModeratedMedia,
    PageReturn,
    SizedCamera,
  ],
  host: { '(window:pagehide)': 'meeting.sayAway()' },
  template: `
    @if (meeting.state() && isFilesOnly()) {
      @defer (on immediate) {
        <parley-files-room (left)="leave()" />
      }
    } @else if (meeting.state()) {
      <parley-meeting-page [link]="link()" (left)="leave()" />
    } @else if (meeting.isWaiting()) {
      <parley-waiting-view
        [forHost]="seat().waitsForHost ?? false"
        [isHeld]="meeting.isHeld()"
        (cancelled)="stopWaiting()"
      />
    } @else {
      <main id="main">
        <p role="status">{{ text.entering }}</p>
        <button type="button" uiButton (click)="stopWaiting()">{{ text.cancel }}</button>
      </main>
    }
  `,
  styles: `
    /* Seen only where entering takes long enough to wonder. */
    main {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--space-4);
      min-height: 100dvh;
      animation: appear var(--calm) var(--ease) 1s backwards;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class MeetingSession implements OnInit {
  readonly seat = input.required<Seat>();
  /** The room's address, for sending to others. */
  readonly link = input.required<string>();
  /** Without sound and pictures. */
  readonly isFilesOnly = input(false);
  readonly over = output<Ending | { readonly reason: 'left' }>();
  readonly stoppedWaiting = output();
  protected readonly text = text;
  protected readonly meeting = inject(MeetingStore);
  readonly #local = inject(LocalPublications);
  readonly #injector = inject(Injector);

  constructor() {
    // These have to be there before the first event comes.
    inject(MeshBridge);
    inject(PageReturn);
    effect(() => {
      const ending = this.meeting.ending();
      if (ending) untracked(() => this.over.emit(ending));
    });
  }

  ngOnInit(): void {
    // Whoever has no device in the meeting cannot be asked to switch one on.
    if (!this.isFilesOnly()) this.#injector.get(ModeratedMedia);
    void this.meeting.setPublications(this.#local.publications());
    this.meeting.takeSeat(this.seat().token);
  }

  protected leave(): void {
    this.meeting.leave();
    this.over.emit({ reason: 'left' });
  }

  protected stopWaiting(): void {
    this.meeting.leave();
    this.stoppedWaiting.emit();
  }
}

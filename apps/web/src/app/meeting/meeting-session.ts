import {
  Component,
  DestroyRef,
  effect,
  inject,
  input,
  type OnInit,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { Seat } from '@parley/contract';
import { Button } from '@parley/ui';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { meeting as text } from '../text/meeting.en';
import { LocalPublications } from './local-publications';
import { MeetingClient } from './meeting-client';
import { MeetingPage } from './meeting-page';
import { type Ending, MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { ModeratedMedia } from './moderated-media';
import { WaitingView } from './waiting-view';

/** Longer than connecting takes in one network, shorter than anybody minds. */
const drawnAtLatestMs = 250;

/**
 * One seat from taking to its end: waiting, then the meeting. What belongs to the meeting is provided here and ends with
 * it, whichever way it ends: tracks of the screen stop, peers close, the socket says goodbye.
 */
@Component({
  selector: 'parley-meeting-session',
  imports: [Button, MeetingPage, WaitingView],
  providers: [
    MeetingClient,
    MeetingStore,
    ScreenShareStore,
    LocalPublications,
    MeshBridge,
    ModeratedMedia,
  ],
  host: { '(window:pagehide)': 'meeting.sayAway()' },
  template: `
    @if (isDrawn()) {
      <parley-meeting-page [link]="link()" (left)="leave()" />
    } @else if (meeting.isWaiting()) {
      <parley-waiting-view (cancelled)="stopWaiting()" />
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
  readonly over = output<Ending | { readonly reason: 'left' }>();
  readonly stoppedWaiting = output();
  protected readonly text = text;
  protected readonly meeting = inject(MeetingStore);
  protected readonly isDrawn = signal(false);
  readonly #local = inject(LocalPublications);

  constructor() {
    // Both have to be there before the first event comes.
    const bridge = inject(MeshBridge);
    inject(ModeratedMedia);
    this.#drawAfterConnecting(bridge);
    effect(() => {
      const ending = this.meeting.ending();
      if (ending) untracked(() => this.over.emit(ending));
    });
  }

  ngOnInit(): void {
    void this.meeting.setPublications(this.#local.publications());
    this.meeting.takeSeat(this.seat().token);
  }

  /**
   * Drawing the meeting holds the page's thread for tens of milliseconds, and descriptions and candidates need it too:
   * they come first, so that the first picture is there sooner. Alone, or where nobody answers, nothing is waited for.
   */
  #drawAfterConnecting(bridge: MeshBridge): void {
    let atLatest: ReturnType<typeof setTimeout> | undefined;
    inject(DestroyRef).onDestroy(() => clearTimeout(atLatest));
    effect(() => {
      if (!this.meeting.state() || this.isDrawn()) return;
      atLatest ??= setTimeout(() => this.isDrawn.set(true), drawnAtLatestMs);
      if (bridge.isConnectedToSomebody() || this.meeting.others().length === 0)
        this.isDrawn.set(true);
    });
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

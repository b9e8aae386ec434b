import {
  type AfterViewInit,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@parley/ui';
import { SessionStore } from '../auth/session-store';
import { Sending } from '../recording/sending';
import { inFrame } from '../shell/framed';
import { after } from '../text/door.en';
import { afterText } from './after-text';
import type { RoomEnding } from './room-store';

/** What is left when the meeting is over for this page: how it ended, who did it, and the way back where there is one. */
@Component({
  selector: 'parley-after-view',
  imports: [Button, RouterLink],
  template: `
    <h1 #heading tabindex="-1">{{ after().heading }}</h1>
    <p class="soft" [attr.role]="after().isAlert ? 'alert' : null">{{ after().text }}</p>
    @if (sending.isSending()) {
      <p role="status">{{ text.stillSending }}</p>
    }
    <div class="actions">
      @if (after().action; as action) {
        <button type="button" uiButton kind="primary" (click)="chosen.emit(action.to)">
          {{ action.label }}
        </button>
      }
      @if (isFramed) {
        <!-- Pages of an account are shown in no frame. -->
      } @else if (isSignedOut()) {
        <a uiButton routerLink="/sign-in">{{ text.signIn }}</a>
      } @else if (session.account()) {
        <a uiButton routerLink="/rooms">{{ text.toRooms }}</a>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-3);
      max-width: 640px;
      text-align: center;
    }
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-3);
      margin-top: var(--space-4);
    }
  `,
})
export class AfterView implements AfterViewInit {
  readonly ending = input.required<RoomEnding>();
  readonly chosen = output<'meeting' | 'door'>();
  protected readonly text = after;
  protected readonly isFramed = inFrame();
  protected readonly session = inject(SessionStore);
  protected readonly sending = inject(Sending);
  protected readonly after = computed(() => afterText(this.ending()));
  protected readonly isSignedOut = computed(() => {
    const ending = this.ending();
    return 'reason' in ending && ending.reason === 'signed-out';
  });
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** The whole page changed: a screen reader begins at what happened. */
  ngAfterViewInit(): void {
    this.heading().nativeElement.focus();
    if (this.isSignedOut()) this.session.forget();
  }
}

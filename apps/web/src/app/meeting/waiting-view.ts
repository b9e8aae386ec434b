import {
  type AfterViewInit,
  Component,
  computed,
  type ElementRef,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Button } from '@parley/ui';
import { CameraPreview } from '../media/camera-preview';
import { DevicePickers } from '../media/device-pickers';
import { PageFrame } from '../shell/page-frame';
import { clockTime } from '../text/amounts.en';
import { waiting } from '../text/meeting.en';
import { secondsTick } from './seconds-tick';

/** Asked, and not yet let in: says so, says for how long, and comes in by itself. */
@Component({
  selector: 'parley-waiting-view',
  imports: [Button, CameraPreview, DevicePickers, PageFrame],
  template: `
    <parley-page-frame stay>
      <div class="waiting">
        <div class="preview">
          <parley-camera-preview />
          <parley-device-pickers />
        </div>
        <section>
          <h1 #heading role="status" tabindex="-1" [attr.aria-label]="words().heading">
            {{ words().heading }}
          </h1>
          <p class="soft">{{ words().hint }}</p>
          <p class="soft" aria-hidden="true">{{ text.since(waitedFor()) }}</p>
          <button type="button" uiButton (click)="cancelled.emit()">{{ text.cancel }}</button>
        </section>
      </div>
    </parley-page-frame>
  `,
  styles: `
    .waiting {
      display: grid;
      grid-template-columns: minmax(0, 640px) minmax(0, 380px);
      align-items: center;
      justify-content: center;
      gap: var(--space-7);
      width: 100%;
    }
    .preview,
    section {
      display: grid;
      gap: var(--space-4);
      min-width: 0;
    }
    section {
      justify-items: start;
    }
    p {
      margin: 0;
    }
    @media (max-width: 860px) {
      .waiting {
        grid-template-columns: minmax(0, 520px);
        align-self: start;
        gap: var(--space-5);
      }
    }
  `,
})
export class WaitingView implements AfterViewInit {
  /** True where nothing is missing but the host or a moderator in the meeting. */
  readonly forHost = input(false);
  /** True where a moderator has seen them and asks for patience. */
  readonly isHeld = input(false);
  readonly cancelled = output();
  protected readonly text = waiting;
  protected readonly words = computed(() => {
    if (this.isHeld()) return waiting.held;
    return this.forHost() ? waiting.forHost : waiting;
  });
  readonly #now = secondsTick();
  readonly #since = Date.now();
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly waitedFor = computed(() => clockTime(Math.max(0, this.#now() - this.#since)));

  /** The whole page changed: a screen reader begins at what is going on. */
  ngAfterViewInit(): void {
    this.heading().nativeElement.focus();
  }
}

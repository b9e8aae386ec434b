import { Component, DOCUMENT, effect, ElementRef, inject } from '@angular/core';
import { Icon } from '@parley/ui';
import { soundCheck } from '../text/media.en';
import { LocalMediaStore } from './local-media-store';
import { openEar } from './microphone-ear';
import { percentOf } from './sound-level';

/** Looks alive, and costs next to nothing. */
const measureEveryMs = 100;
/** It rises at once and falls slowly, as meters do, so that a short sound is seen: from full to empty in a second. */
const fallPercent = 10;

/**
 * How loud the own microphone is: what others would hear, so nothing while muted. Moves by transform alone, past change
 * detection. Listens only while it is on a visible page and the microphone is on.
 */
@Component({
  selector: 'parley-level-meter',
  imports: [Icon],
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    'aria-valuenow': '0',
    '[attr.aria-label]': 'text.level',
    '[title]': 'text.level',
  },
  template: `<ui-icon [name]="store.microphone.isOn() ? 'mic' : 'mic-off'" [size]="16" />
    <span class="track"><span class="level"></span></span>`,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-width: 0;
      color: var(--ink-soft);
    }
    .track {
      flex: 1;
      overflow: hidden;
      height: var(--space-2);
      border-radius: var(--radius-round);
      background: var(--chip);
    }
    .level {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--accent);
      transform: translateX(-100%);
      transition: transform var(--fast) linear;
    }
  `,
})
export class LevelMeter {
  protected readonly text = soundCheck;
  protected readonly store = inject(LocalMediaStore);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #document = inject(DOCUMENT);
  readonly #openEar = inject(openEar);
  #percent = 0;

  constructor() {
    effect((onCleanup) => {
      const track = this.store.microphone.liveTrack();
      if (!track) return;
      const ear = this.#openEar(track);
      const timer = setInterval(() => {
        if (this.#document.visibilityState === 'visible') this.#follow(percentOf(ear.level()));
      }, measureEveryMs);
      onCleanup(() => {
        clearInterval(timer);
        ear.close();
        this.#draw(0);
      });
    });
  }

  #follow(percent: number): void {
    this.#draw(Math.max(percent, this.#percent - fallPercent, 0));
  }

  #draw(percent: number): void {
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.#element.setAttribute('aria-valuenow', String(percent));
    const bar = this.#element.querySelector<HTMLElement>('.level');
    if (bar) bar.style.transform = `translateX(${percent - 100}%)`;
  }
}

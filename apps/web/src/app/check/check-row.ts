import { Component, computed, effect, ElementRef, inject, input, output } from '@angular/core';
import { Button, Chip, Icon, type IconName } from '@parley/ui';
import {
  check,
  checkAnswers,
  type CheckAnswer,
  checkNames,
  checkPurposes,
  checkStates,
  checkSteps,
} from '../text/check.en';
import type { CheckName } from './check-name';
import type { CheckResult, ShownScene } from './check-store';
import { CheckMeter } from './check-meter';
import { LivePicture } from './live-picture';

const icons: Readonly<Record<CheckName, IconName>> = {
  camera: 'camera',
  microphone: 'mic',
  speaker: 'speaker',
  screen: 'screen',
  'data-channel': 'file',
  recorder: 'record',
  server: 'signal',
  stun: 'search',
  turn: 'share',
};
const stateIcons = {
  waiting: null,
  running: null,
  passed: 'check',
  failed: 'warning',
  skipped: null,
} as const satisfies Readonly<Record<CheckResult['state'], IconName | null>>;
const tones = {
  waiting: 'plain',
  running: 'live',
  passed: 'live',
  failed: 'warn',
  skipped: 'plain',
} as const;

/** One check: what it is for, how it stands, and while it runs what it shows and asks. */
@Component({
  selector: 'parley-check-row',
  imports: [Button, Chip, Icon, CheckMeter, LivePicture],
  templateUrl: './check-row.html',
  styleUrl: './check-row.css',
  host: { '[class]': 'result().state' },
})
export class CheckRow {
  readonly name = input.required<CheckName>();
  readonly result = input.required<CheckResult>();
  /** Null while another check runs, or none. */
  readonly scene = input.required<ShownScene | null>();
  readonly answered = output<CheckAnswer>();
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly text = check;
  protected readonly answerTexts = checkAnswers;
  protected readonly isRunning = computed(() => this.result().state === 'running');
  protected readonly title = computed(() => checkNames[this.name()]);
  protected readonly icon = computed(() => icons[this.name()]);
  protected readonly stateText = computed(() => checkStates[this.result().state]);
  protected readonly stateIcon = computed(() => stateIcons[this.result().state]);
  protected readonly tone = computed(() => tones[this.result().state]);
  protected readonly sentence = computed(() => {
    if (this.isRunning()) return checkSteps[this.name()];
    return this.result().reason || checkPurposes[this.name()];
  });
  readonly #asks = computed(() => (this.scene()?.answers.length ?? 0) > 0);

  constructor() {
    // On a phone the rows are longer than the screen: what runs, and what it asks, comes into sight by itself.
    effect(() => {
      if (this.isRunning() || this.#asks()) this.#element.scrollIntoView?.({ block: 'nearest' });
    });
  }

  /** The one that goes on well is the one to press. */
  protected kindOf(answer: CheckAnswer): 'primary' | 'plain' {
    return answer === 'heard' || answer === 'share' ? 'primary' : 'plain';
  }
}

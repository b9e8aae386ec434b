import { Component, inject, signal } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { soundCheck } from '../text/media.en';
import { LevelMeter } from './level-meter';
import { playTone } from './play-tone';
import { SoundOutput } from './sound-output';

/** Am I heard, do I hear: the level of the microphone, and a tone from the speaker. */
@Component({
  selector: 'parley-sound-check',
  imports: [Button, Icon, LevelMeter],
  template: `
    <parley-level-meter />
    <button
      type="button"
      uiButton
      kind="quiet"
      small
      [attr.aria-disabled]="isPlaying() ? true : null"
      (click)="test()"
    >
      <ui-icon name="speaker" [size]="16" />{{ text.testSpeaker }}
    </button>
    <p role="status">{{ failure() }}</p>
  `,
  styleUrl: './sound-check.css',
})
export class SoundCheck {
  protected readonly text = soundCheck;
  readonly #output = inject(SoundOutput);
  readonly #play = inject(playTone);
  protected readonly isPlaying = signal(false);
  protected readonly failure = signal('');

  protected async test(): Promise<void> {
    if (this.isPlaying()) return;
    this.isPlaying.set(true);
    this.failure.set('');
    try {
      await this.#play(this.#output.speakerId());
    } catch (error) {
      console.warn('speaker test', error);
      this.failure.set(soundCheck.speakerFailed);
    } finally {
      this.isPlaying.set(false);
    }
  }
}

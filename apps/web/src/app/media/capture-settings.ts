import { Component, computed, inject } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { cameraGives, cameraSizeNames, deviceSettings } from '../text/media.en';
import { ChoiceRow } from './choice-row';
import { isSameSize, pictureSizes, voiceKeys } from './constraints';
import { DeviceChoiceStore } from './device-choices';
import { LocalMediaStore } from './local-media-store';

/** How camera and microphone are used; every change is in force at once and remembered on this device. */
@Component({
  selector: 'parley-capture-settings',
  imports: [ChoiceRow, MatSlideToggle],
  template: `
    <parley-choice-row
      [label]="text.cameraSize"
      [options]="sizes()"
      [chosen]="choices().cameraSize"
      (picked)="media.adjust({ cameraSize: $event })"
    />
    <p class="soft" aria-live="polite">{{ difference() }}</p>
    @if (media.camera.canBlur()) {
      <mat-slide-toggle
        [checked]="choices().backgroundBlur"
        (change)="media.adjust({ backgroundBlur: $event.checked })"
        >{{ text.backgroundBlur }}</mat-slide-toggle
      >
    }
    @for (voice of voices; track voice.key) {
      <mat-slide-toggle
        [checked]="choices()[voice.key]"
        (change)="useVoice(voice.key, $event.checked)"
        >{{ voice.name }}</mat-slide-toggle
      >
    }
  `,
  styleUrl: './capture-settings.css',
})
export class CaptureSettingsForm {
  protected readonly text = deviceSettings;
  protected readonly media = inject(LocalMediaStore);
  readonly #store = inject(DeviceChoiceStore);
  protected readonly choices = this.#store.choices;
  protected readonly sizes = computed(() =>
    this.#store.allowedSizes().map((id) => ({ id, name: cameraSizeNames[id] })),
  );
  protected readonly voices = voiceKeys.map((key) => ({ key, name: deviceSettings[key] }));

  /** What the camera gives where that is not what was chosen; empty otherwise. */
  protected readonly difference = computed(() => {
    const given = this.media.camera.size();
    if (!given || isSameSize(given, pictureSizes[this.choices().cameraSize])) return '';
    return cameraGives(given.width, given.height);
  });

  protected useVoice(key: (typeof voiceKeys)[number], isOn: boolean): void {
    this.media.adjust({ [key]: isOn });
  }
}

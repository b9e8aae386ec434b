import { Component, inject } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Button } from '@parley/ui';
import { CaptureSettingsForm } from '../media/capture-settings';
import { ChoiceRow } from '../media/choice-row';
import { DeviceChoiceStore, screenHints } from '../media/device-choices';
import { DevicePickers } from '../media/device-pickers';
import { SoundCheck } from '../media/sound-check';
import { RecordingSound } from '../recording/recording-sound';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { pushToTalk, screenHintNames, screenSettings } from '../text/media.en';
import { meeting, settingsText } from '../text/meeting.en';
import { recordingSound } from '../text/recording.en';
import { PushToTalkSetting } from './push-to-talk';
import { BandwidthSettings } from './bandwidth/bandwidth-settings';
import { ShortcutSetting } from './shortcuts';

/** Devices and keys, while the meeting goes on. */
@Component({
  selector: 'parley-settings-dialog',
  imports: [
    BandwidthSettings,
    Button,
    CaptureSettingsForm,
    ChoiceRow,
    DevicePickers,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatSlideToggle,
    SoundCheck,
  ],
  template: `
    <h2 mat-dialog-title>{{ text.heading }}</h2>
    <mat-dialog-content>
      <h3>{{ text.devices }}</h3>
      <parley-device-pickers class="stacked" />
      <parley-sound-check class="stacked" />
      <parley-capture-settings />
      <parley-bandwidth-settings />
      @if (canShare) {
        <h3>{{ screenText.heading }}</h3>
        <parley-choice-row
          [label]="screenText.optimise"
          [options]="hints"
          [chosen]="choices.choices().screenHint"
          (picked)="choices.adjust({ screenHint: $event })"
        />
      }
      <h3>{{ text.keys }}</h3>
      <mat-slide-toggle
        aria-describedby="keys-hint"
        [checked]="keys.isOn()"
        (change)="keys.set($event.checked)"
        >{{ text.keysSwitch }}</mat-slide-toggle
      >
      <p id="keys-hint" class="soft">{{ text.keysHint }}</p>
      <mat-slide-toggle [checked]="talk.isOn()" (change)="talk.set($event.checked)">{{
        talkText.setting
      }}</mat-slide-toggle>
      <h3>{{ soundText.heading }}</h3>
      <mat-slide-toggle [checked]="sound.isOn()" (change)="sound.set($event.checked)">{{
        soundText.setting
      }}</mat-slide-toggle>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton mat-dialog-close>{{ close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    h3 {
      margin: var(--space-4) 0 var(--space-3);
    }
    h3:first-child {
      margin-top: 0;
    }
    parley-sound-check,
    parley-capture-settings {
      margin-top: var(--space-3);
    }
    p {
      margin: var(--space-2) 0 var(--space-3);
      font-size: var(--text-s);
    }
  `,
})
export class SettingsDialog {
  protected readonly text = settingsText;
  protected readonly close = meeting.close;
  protected readonly keys = inject(ShortcutSetting);
  protected readonly screenText = screenSettings;
  protected readonly canShare = inject(ScreenShareStore).canShare;
  protected readonly choices = inject(DeviceChoiceStore);
  protected readonly hints = screenHints.map((id) => ({ id, name: screenHintNames[id] }));
  protected readonly sound = inject(RecordingSound);
  protected readonly soundText = recordingSound;
  protected readonly talkText = pushToTalk;
  protected readonly talk = inject(PushToTalkSetting);
}

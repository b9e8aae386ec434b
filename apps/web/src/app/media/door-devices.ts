import { Component, signal } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { deviceSettings } from '../text/media.en';
import { CaptureSettingsForm } from './capture-settings';
import { DevicePickers } from './device-pickers';
import { SoundCheck } from './sound-check';

/**
 * Devices at the door: the three lists, and what one seldom needs behind a button. Its code comes with the first click. On a
 * phone all of it is behind one row, so that the button to join is in sight.
 */
@Component({
  selector: 'parley-door-devices',
  imports: [Button, CaptureSettingsForm, DevicePickers, Icon, SoundCheck],
  template: `
    <button
      type="button"
      uiButton
      kind="quiet"
      small
      class="fold"
      aria-controls="door-devices"
      [attr.aria-expanded]="isUnfolded()"
      (click)="isUnfolded.set(!isUnfolded())"
    >
      <ui-icon name="mic" [size]="16" />{{ text.fold }}
      <ui-icon [name]="isUnfolded() ? 'chevron-up' : 'chevron-down'" [size]="14" />
    </button>
    <div id="door-devices" class="all" [class.folded]="!isUnfolded()">
      <parley-device-pickers />
      <div class="row">
        <div class="check">
          @defer (on idle) {
            <parley-sound-check />
          }
        </div>
        <button
          type="button"
          uiButton
          kind="quiet"
          small
          aria-controls="door-settings"
          [attr.aria-expanded]="isOpen()"
          (click)="isOpen.set(!isOpen())"
        >
          <ui-icon name="settings" [size]="16" />{{ text.more }}
          <ui-icon [name]="isOpen() ? 'chevron-up' : 'chevron-down'" [size]="14" />
        </button>
      </div>
      <div id="door-settings" [hidden]="!isOpen()">
        @defer (when isOpen()) {
          <parley-capture-settings />
        }
      </div>
    </div>
  `,
  styleUrl: './door-devices.css',
})
export class DoorDevices {
  protected readonly text = deviceSettings;
  protected readonly isOpen = signal(false);
  /** Matters where the page is as narrow as a phone; elsewhere nothing is folded. */
  protected readonly isUnfolded = signal(false);
}

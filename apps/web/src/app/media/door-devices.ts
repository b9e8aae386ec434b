import { Component, signal } from '@angular/core';
import { Icon } from '@parley/ui';
import { deviceSettings } from '../text/media.en';
import { CaptureSettingsForm } from './capture-settings';
import { DevicePickers } from './device-pickers';
import { SoundCheck } from './sound-check';

/** Devices at the door: the three lists, and what one seldom needs behind a button. Its code comes with the first click. */
@Component({
  selector: 'parley-door-devices',
  imports: [CaptureSettingsForm, DevicePickers, Icon, SoundCheck],
  template: `
    <parley-device-pickers />
    <div class="row">
      <div class="check">
        @defer (on idle) {
          <parley-sound-check />
        }
      </div>
      <button
        type="button"
        class="more"
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
  `,
  styleUrl: './door-devices.css',
})
export class DoorDevices {
  protected readonly text = deviceSettings;
  protected readonly isOpen = signal(false);
}

import { Component, computed, inject } from '@angular/core';
import { Icon } from '@parley/ui';
import { media, unnamedDevice } from '../text/media.en';
import { DeviceChoiceStore, type DeviceKind } from './device-choices';
import { DeviceList } from './device-list';
import { LocalMediaStore } from './local-media-store';
import { SoundOutput } from './sound-output';

/** Three lists: microphone, camera, speaker. Always the devices that are there now. */
@Component({
  selector: 'parley-device-pickers',
  imports: [Icon],
  template: `
    @for (picker of pickers(); track picker.kind) {
      <label class="pick" [title]="picker.label">
        <ui-icon [name]="picker.icon" [size]="16" />
        <select
          [attr.aria-label]="picker.label"
          [disabled]="picker.options.length === 0"
          (change)="choose(picker.kind, $event)"
        >
          @for (option of picker.options; track option.id) {
            <option [value]="option.id" [selected]="option.id === picker.selected">
              {{ option.label }}
            </option>
          } @empty {
            <option>{{ text.none }}</option>
          }
        </select>
        <ui-icon name="chevron-down" [size]="14" />
      </label>
    }
  `,
  styleUrl: './device-pickers.css',
})
export class DevicePickers {
  protected readonly text = media;
  readonly #list = inject(DeviceList);
  readonly #choices = inject(DeviceChoiceStore);
  readonly #media = inject(LocalMediaStore);
  readonly #sound = inject(SoundOutput);

  protected readonly pickers = computed(() => [
    this.#picker('microphone', 'mic'),
    this.#picker('camera', 'camera'),
    this.#picker('speaker', 'speaker'),
  ]);

  protected choose(kind: DeviceKind, event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const id = event.target.value;
    if (kind === 'speaker') this.#choices.choose('speaker', id === '' ? null : id);
    else this.#media.choose(kind, id);
  }

  #picker<Icon extends string>(kind: DeviceKind, icon: Icon) {
    const devices = this.#list.lists()[kind];
    const named = devices.map(({ id, label }, index) => ({
      id,
      label: label === '' ? unnamedDevice(kind, index) : label,
    }));
    const isFixedSpeaker =
      kind === 'speaker' && (!this.#sound.canChooseSpeaker || named.length === 0);
    const options = isFixedSpeaker ? [{ id: '', label: media.systemDefault }] : named;
    return { kind, icon, label: media[kind], options, selected: this.#selected(kind, options) };
  }

  /** The device in use, which is not always the one that was chosen. */
  #selected(kind: DeviceKind, options: readonly { readonly id: string }[]): string | undefined {
    const inUse = kind === 'speaker' ? null : this.#media[kind].track()?.getSettings().deviceId;
    const wanted = inUse ?? this.#choices.choices()[kind];
    return (options.find(({ id }) => id === wanted) ?? options[0])?.id;
  }
}

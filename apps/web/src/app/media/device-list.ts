import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { mediaDevices } from './media-ports';

export interface Device {
  readonly id: string;
  /** Empty before the first permission. */
  readonly label: string;
}

export interface DeviceLists {
  readonly microphone: readonly Device[];
  readonly camera: readonly Device[];
  readonly speaker: readonly Device[];
}

const kinds = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;

/** The devices there are, true at every plug and unplug. Lifetime: its injector's. */
@Injectable()
export class DeviceList {
  readonly #devices = inject(mediaDevices);
  readonly #lists = signal<DeviceLists>({ microphone: [], camera: [], speaker: [] });
  readonly lists = this.#lists.asReadonly();
  readonly #onChange = () => void this.refresh();

  constructor() {
    this.#devices?.addEventListener('devicechange', this.#onChange);
    inject(DestroyRef).onDestroy(() =>
      this.#devices?.removeEventListener('devicechange', this.#onChange),
    );
    void this.refresh();
  }

  /** Reads the lists anew; names appear once a permission was given. A browser that refuses has no devices. */
  async refresh(): Promise<void> {
    const all = (await this.#devices?.enumerateDevices().catch(() => [])) ?? [];
    const ofKind = (kind: MediaDeviceKind): Device[] =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#lists.set({
      microphone: ofKind(kinds.microphone),
      camera: ofKind(kinds.camera),
      speaker: ofKind(kinds.speaker),
    });
  }
}

import { Component, computed, inject } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { bandwidthText } from '../../text/statistics.en';
import { LocalPublications } from '../local-publications';
import { MeetingStore } from '../meeting-store';
import { MeshBridge } from '../mesh-bridge';
import { BandwidthStore } from './bandwidth-store';

/** Says what of the own pictures is not sent, and why: audio only was chosen, or a link does not carry them. */
@Component({
  selector: 'parley-bandwidth-notice',
  imports: [Button, Icon],
  host: { role: 'status' },
  template: `
    @if (bandwidth.isAudioOnly()) {
      <div>
        <ui-icon name="camera-off" [size]="18" />
        <span>{{ isSharing() ? text.noPicturesButScreen : text.noPictures }}</span>
        <button type="button" uiButton (click)="bandwidth.setAudioOnly(false)">
          {{ text.showPictures }}
        </button>
      </div>
    }
    @if (pausedFor().length > 0) {
      <div>
        <ui-icon name="wifi-off" [size]="18" />
        <span dir="auto">{{ text.pausedFor(pausedFor()) }}</span>
      </div>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      padding: var(--space-2) var(--space-4);
      border-radius: var(--radius-m);
      background: var(--surface);
      font-size: var(--text-s);
    }
    span {
      flex: 1;
    }
  `,
})
export class BandwidthNotice {
  protected readonly text = bandwidthText;
  protected readonly bandwidth = inject(BandwidthStore);
  readonly #meeting = inject(MeetingStore);
  readonly #bridge = inject(MeshBridge);
  readonly #local = inject(LocalPublications);

  protected readonly isSharing = computed(() => {
    const { screen_share: first, second_screen_share: second } = this.#local.tracks();
    return first !== null || second !== null;
  });

  protected readonly pausedFor = computed(() => {
    const links = this.#bridge.links();
    return this.#meeting
      .others()
      .filter(({ id }) => links.get(id)?.isSendingPaused)
      .map(({ name }) => name);
  });
}

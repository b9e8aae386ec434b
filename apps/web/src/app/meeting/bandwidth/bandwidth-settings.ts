import { Component, inject } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { CeilingFields } from '../../media/ceiling-fields';
import { bandwidthText } from '../../text/statistics.en';
import { BandwidthStore } from './bandwidth-store';

/** How much of the connection video may have: none, a ceiling, or what it needs; and how much sound may. */
@Component({
  selector: 'parley-bandwidth-settings',
  imports: [CeilingFields, MatSlideToggle],
  template: `
    <h3>{{ text.heading }}</h3>
    <mat-slide-toggle
      aria-describedby="audio-only-hint"
      [checked]="bandwidth.isAudioOnly()"
      (change)="bandwidth.setAudioOnly($event.checked)"
      >{{ text.audioOnly }}</mat-slide-toggle
    >
    <p id="audio-only-hint" class="soft">{{ text.audioOnlyHint }}</p>
    <parley-ceiling-fields
      describedBy="ceiling-hint"
      [ceilings]="bandwidth.ceilings()"
      (ceilingsChange)="bandwidth.setCeilings($event)"
    />
    <p id="ceiling-hint" class="soft">{{ text.limitHint }}</p>
  `,
  styles: `
    :host {
      display: block;
    }
    h3 {
      margin: var(--space-4) 0 var(--space-3);
    }
    p {
      margin: var(--space-2) 0 0;
      font-size: var(--text-s);
    }
    parley-ceiling-fields {
      margin-top: var(--space-4);
    }
  `,
})
export class BandwidthSettings {
  protected readonly text = bandwidthText;
  protected readonly bandwidth = inject(BandwidthStore);
}

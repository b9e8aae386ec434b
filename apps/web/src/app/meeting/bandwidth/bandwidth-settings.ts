import { Component, inject } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Icon } from '@parley/ui';
import { bandwidthText } from '../../text/statistics.en';
import { BandwidthStore, ceilingFrom, videoCeilingsKbps } from './bandwidth-store';

/** How much of the connection video may have: none, a ceiling, or what it needs. */
@Component({
  selector: 'parley-bandwidth-settings',
  imports: [Icon, MatSlideToggle],
  template: `
    <h3>{{ text.heading }}</h3>
    <mat-slide-toggle
      aria-describedby="audio-only-hint"
      [checked]="bandwidth.isAudioOnly()"
      (change)="bandwidth.setAudioOnly($event.checked)"
      >{{ text.audioOnly }}</mat-slide-toggle
    >
    <p id="audio-only-hint" class="soft">{{ text.audioOnlyHint }}</p>
    <label>
      <span>{{ text.limit }}</span>
      <span class="pick">
        <select aria-describedby="ceiling-hint" (change)="choose($event)">
          <option value="" [selected]="bandwidth.ceilingKbps() === null">{{ text.off }}</option>
          @for (kbps of ceilings; track kbps) {
            <option [value]="kbps" [selected]="kbps === bandwidth.ceilingKbps()">
              {{ text.kilobits(kbps) }}
            </option>
          }
        </select>
        <ui-icon name="chevron-down" [size]="14" />
      </span>
    </label>
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
    label {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
    .pick {
      display: inline-flex;
      align-items: center;
      padding-right: var(--space-3);
      border: 1px solid var(--field-line);
      border-radius: var(--radius-s);
    }
    .pick:focus-within {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    select {
      min-height: var(--target);
      padding: 0 var(--space-2) 0 var(--space-3);
      border: 0;
      outline: 0;
      background: var(--surface);
      appearance: none;
    }
  `,
})
export class BandwidthSettings {
  protected readonly text = bandwidthText;
  protected readonly bandwidth = inject(BandwidthStore);
  protected readonly ceilings = videoCeilingsKbps;

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement)
      this.bandwidth.setCeiling(ceilingFrom(event.target.value));
  }
}

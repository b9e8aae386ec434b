import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** Any text as a QR code that scales with its place: one path, dark on white in both schemes, as cameras want it. */
@Component({
  selector: 'parley-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" shape-rendering="crispEdges">
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      width: 100%;
      max-width: 200px;
    }
    svg {
      display: block;
      border-radius: var(--radius-s);
      background: white;
    }
    path {
      fill: black;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  private readonly modules = computed(() => encode(this.text(), { ecc: 'M', border: 4 }).data);
  protected readonly box = computed(() => `0 0 ${this.modules().length} ${this.modules().length}`);
  protected readonly path = computed(() =>
    this.modules()
      .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join(''),
  );
}

import { Component } from '@angular/core';

/** The mark and the name. The caller makes it a link where it leads somewhere. */
@Component({
  selector: 'ui-brand',
  template: `
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <g stroke="currentColor" stroke-width="4" stroke-linecap="round">
        <path d="M4 14.500C4 8.7 8.7 4 14.5 4S25 8.7 25 14.5" />
        <path d="M28 17.500C28 23.3 23.3 28 17.5 28S7 23.3 7 17.5" opacity=".45" />
      </g>
      <circle cx="16" cy="16" r="3" fill="currentColor" />
    </svg>
    Parley
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      color: var(--ink);
      font: 700 var(--text-l) / 1 var(--font);
      letter-spacing: -0.02em;
    }
    svg {
      width: var(--space-5);
      height: var(--space-5);
      color: var(--accent);
    }
  `,
})
export class Brand {}

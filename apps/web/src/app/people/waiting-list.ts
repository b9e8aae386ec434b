import { Component, inject, input } from '@angular/core';
import type { WaitingPerson } from '@parley/contract';
import { Button } from '@parley/ui';
import { Moderation } from '../moderation/moderation';
import { people } from '../text/people.en';

/** Those who asked to come in, each with two answers. */
@Component({
  selector: 'parley-waiting-list',
  imports: [Button],
  template: `
    <ul [attr.aria-label]="text.waiting">
      @for (person of waiting(); track person.participantId) {
        <li>
          <span class="who">
            <strong>{{ person.name }}</strong> {{ text.isWaiting }}
            @if (person.wasRemoved) {
              <span class="mark">{{ text.wasRemoved }}</span>
            }
          </span>
          <button
            type="button"
            uiButton
            kind="quiet"
            [attr.aria-label]="text.denyOne(person.name)"
            (click)="moderation.deny(person.participantId)"
          >
            {{ text.deny }}
          </button>
          <button
            type="button"
            uiButton
            kind="primary"
            [attr.aria-label]="text.admitOne(person.name)"
            (click)="moderation.admit(person.participantId)"
          >
            {{ text.admit }}
          </button>
        </li>
      }
    </ul>
    <button type="button" uiButton class="all" (click)="moderation.admitEveryone()">
      {{ text.admitEveryone }}
    </button>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      max-height: 50%;
      margin: 0 var(--space-3) var(--space-2);
      overflow-y: auto;
    }
    ul {
      display: grid;
      gap: var(--space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-1);
      padding: var(--space-2) var(--space-2) var(--space-2) var(--space-3);
      border-radius: var(--radius-m);
      background: var(--accent-wash);
      font-size: var(--text-s);
    }
    .who {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .mark {
      display: block;
      color: var(--warn);
      font-size: var(--text-xs);
    }
    .all {
      justify-self: end;
    }
  `,
})
export class WaitingList {
  readonly waiting = input.required<readonly WaitingPerson[]>();
  protected readonly moderation = inject(Moderation);
  protected readonly text = people;
}

import { Component, computed, inject, input } from '@angular/core';
import type { WaitingPerson } from '@parley/contract';
import { Button } from '@parley/ui';
import { Moderation } from '../moderation/moderation';
import { people } from '../text/people.en';

/** Those who asked to come in, each with three answers. */
@Component({
  selector: 'parley-waiting-list',
  imports: [Button],
  template: `
    <div class="head">
      <strong>{{ text.waitingCount(waiting().length) }}</strong>
      @if (heldCount() < waiting().length) {
        <button type="button" uiButton (click)="moderation.admitEveryone()">
          {{ heldCount() > 0 ? text.admitOthers : text.admitEveryone }}
        </button>
      }
    </div>
    <ul [attr.aria-label]="text.waiting">
      @for (person of waiting(); track person.participantId) {
        <li>
          <span class="who">
            <strong>{{ person.name }}</strong> {{ text.isWaiting }}
            @if (person.isHeld) {
              <span class="soft">· {{ text.isHeld }}</span>
            }
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
            kind="quiet"
            [attr.aria-label]="text.holdOne(person.name)"
            [attr.aria-pressed]="person.isHeld ?? false"
            (click)="moderation.hold(person.participantId, !person.isHeld)"
          >
            {{ text.hold }}
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
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      margin: 0 var(--space-3) var(--space-3);
    }
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 44px;
      padding-inline-start: var(--space-2);
    }
    ul {
      display: grid;
      gap: var(--space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: var(--space-2);
      padding: var(--space-3) var(--space-2) var(--space-2);
      border-radius: var(--radius-m);
      background: var(--accent-wash);
      font-size: var(--text-s);
    }
    .who {
      grid-column: 1 / -1;
      padding-inline: var(--space-2);
      overflow-wrap: anywhere;
    }
    li button {
      border-color: var(--line);
    }
    li button[aria-pressed='true'] {
      border-color: currentColor;
      color: var(--accent);
    }
    .mark {
      display: block;
      color: var(--warn);
      font-size: var(--text-xs);
    }
  `,
})
export class WaitingList {
  readonly waiting = input.required<readonly WaitingPerson[]>();
  protected readonly heldCount = computed(
    () => this.waiting().filter(({ isHeld }) => isHeld).length,
  );
  protected readonly moderation = inject(Moderation);
  protected readonly text = people;
}

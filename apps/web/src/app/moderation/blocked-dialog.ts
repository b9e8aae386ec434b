import { Component, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { BlockedPerson } from '@parley/contract';
import { Button } from '@parley/ui';
import { ParleyFailure } from '../api/parley-failure';
import { Toasts } from '../shell/toasts';
import { sentenceFor } from '../text/errors.en';
import { blockedText } from '../text/moderation.en';

/** Where the list comes from and where allowing goes to: the owner asks by REST, moderators in a meeting by its socket. */
export interface BlockedSource {
  list(): Promise<readonly BlockedPerson[]>;
  allowAgain(blockId: string): Promise<unknown>;
}

/** Who may not come to a room: name, when, by whom, and the way back. */
@Component({
  selector: 'parley-blocked-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ text.heading }}</h2>
    <mat-dialog-content>
      @if (blocked(); as people) {
        @if (people.length > 0) {
          <p class="soft">{{ text.hint }}</p>
        }
        <ul [attr.aria-label]="text.list">
          @for (person of people; track person.blockId) {
            <li>
              <span class="who">
                <strong dir="auto">{{ person.name || text.unknownName }}</strong>
                <span class="soft">{{ text.by(person.byName, moment(person.blockedAt)) }}</span>
              </span>
              <button
                type="button"
                uiButton
                [attr.aria-label]="text.allowOne(person.name || text.unknownName)"
                (click)="allowAgain(person)"
              >
                {{ text.allowAgain }}
              </button>
            </li>
          } @empty {
            <li class="soft">{{ text.empty }}</li>
          }
        </ul>
      } @else {
        <p class="soft">{{ failure() ?? text.loading }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton mat-dialog-close>{{ text.close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 var(--space-3);
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
      gap: var(--space-3);
      min-height: 44px;
    }
    .who {
      display: grid;
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .who .soft {
      font-size: var(--text-s);
    }
  `,
})
export class BlockedDialog {
  readonly #source = inject<BlockedSource>(MAT_DIALOG_DATA);
  readonly #toasts = inject(Toasts);
  protected readonly text = blockedText;
  protected readonly blocked = signal<readonly BlockedPerson[] | null>(null);
  protected readonly failure = signal<string | null>(null);
  readonly #moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

  constructor() {
    void this.#read();
  }

  protected moment(at: string): string {
    return this.#moments.format(new Date(at));
  }

  protected async allowAgain({ blockId }: BlockedPerson): Promise<void> {
    try {
      await this.#source.allowAgain(blockId);
    } catch (error) {
      this.#toasts.show(sentenceFor(ParleyFailure.from(error)));
    }
    await this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.blocked.set(await this.#source.list());
    } catch (error) {
      this.failure.set(sentenceFor(ParleyFailure.from(error)));
    }
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { may } from '@parley/contract';
import { Button } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { handOverText } from '../text/moderation.en';
import { Moderation } from './moderation';

/** Who moderates from here: closes with true once the server made them a moderator. */
@Component({
  selector: 'parley-hand-over-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  providers: [Moderation],
  template: `
    <h2 mat-dialog-title>{{ text.heading }}</h2>
    <mat-dialog-content>
      <p class="soft">{{ text.text }}</p>
      <div role="radiogroup" [attr.aria-label]="text.list">
        @for (person of people(); track person.id) {
          <label>
            <input
              type="radio"
              name="heir"
              [value]="person.id"
              [checked]="person.id === heir()?.id"
              (change)="chosen.set(person.id)"
            />
            <bdi>{{ person.name }}</bdi>
          </label>
        }
      </div>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton mat-dialog-close>{{ text.cancel }}</button>
      <button type="button" uiButton kind="danger" [disabled]="!heir()" (click)="handOver()">
        {{ text.action }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 var(--space-3);
    }
    [role='radiogroup'] {
      display: grid;
      gap: var(--space-2);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-height: 48px;
      padding: var(--space-2) var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-m);
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    label:has(:checked) {
      border-color: var(--accent);
      background: var(--accent-wash);
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--accent);
    }
  `,
})
export class HandOverDialog {
  readonly #meeting = inject(MeetingStore);
  readonly #moderation = inject(Moderation);
  readonly #dialog = inject<MatDialogRef<HandOverDialog, boolean>>(MatDialogRef);
  protected readonly text = handOverText;
  protected readonly chosen = signal<string | null>(null);
  protected readonly people = computed(() =>
    this.#meeting.others().filter(({ role }) => !may(role, 'moderate')),
  );
  /** Without a choice the one whom it would be without this dialog. */
  protected readonly heir = computed(
    () => this.people().find(({ id }) => id === this.chosen()) ?? this.people()[0],
  );

  protected async handOver(): Promise<void> {
    const heir = this.heir();
    if (heir && (await this.#moderation.makeModerator(heir))) this.#dialog.close(true);
  }
}

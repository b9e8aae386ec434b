import { Component, computed, inject } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import { Liberty, mayNow, usualLiberties } from '@parley/contract';
import { Button } from '@parley/ui';
import { MeetingStore } from '../meeting/meeting-store';
import { libertyNames } from '../text/liberties.en';
import { permissionsText } from '../text/moderation.en';
import { Moderation } from './moderation';

export interface PermissionsOf {
  /** Null for everybody. */
  readonly participantId: string | null;
}

/** A switch for each liberty: of all participants, or of one. A switch shows what is so: where the server refused it goes back. */
@Component({
  selector: 'parley-permissions-dialog',
  imports: [
    Button,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatSlideToggle,
  ],
  providers: [Moderation],
  template: `
    <h2 mat-dialog-title>{{ heading() }}</h2>
    <mat-dialog-content>
      <p class="soft">{{ whom.participantId === null ? text.hint : text.hintFor }}</p>
      @for (liberty of all; track liberty) {
        <mat-slide-toggle
          labelPosition="before"
          fullWidth
          hideIcon
          [checked]="liberties()[liberty]"
          (change)="change(liberty, $event)"
          >{{ names[liberty] }}</mat-slide-toggle
        >
      }
      @if (whom.participantId === null) {
        <button type="button" uiButton (click)="moderation.holdTheFloor()">
          {{ text.holdTheFloor }}
        </button>
      }
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton mat-dialog-close>{{ text.close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    p {
      margin: 0;
    }
    mat-dialog-content button {
      margin-top: var(--space-2);
      white-space: normal;
    }
  `,
})
export class PermissionsDialog {
  protected readonly whom = inject<PermissionsOf>(MAT_DIALOG_DATA);
  protected readonly moderation = inject(Moderation);
  readonly #meeting = inject(MeetingStore);
  protected readonly text = permissionsText;
  protected readonly names = libertyNames;
  protected readonly all = Liberty.options;

  readonly #person = computed(() =>
    this.#meeting.participants().find(({ id }) => id === this.whom.participantId),
  );
  protected readonly heading = computed(() => {
    const person = this.#person();
    return person ? permissionsText.headingFor(person.name) : permissionsText.heading;
  });
  protected readonly liberties = computed(() => {
    const [person, state] = [this.#person(), this.#meeting.state()];
    const liberties = state?.liberties ?? usualLiberties;
    if (!person) return liberties;
    const now = { ...liberties };
    for (const one of Liberty.options) now[one] = mayNow(person, liberties, one);
    return now;
  });

  protected async change(
    liberty: Liberty,
    { source, checked }: MatSlideToggleChange,
  ): Promise<void> {
    const person = this.#person();
    if (person) await this.moderation.setLiberty(person, liberty, checked);
    else if (this.whom.participantId === null)
      await this.moderation.setLiberties({ [liberty]: checked });
    source.checked = this.liberties()[liberty];
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { RecordingPlan } from '@parley/contract';
import { Button } from '@parley/ui';
import { ChoiceRow } from '../media/choice-row';
import { recordingPlan as text } from '../text/recording.en';
import { PlanChoice } from './plan-choice';
import { RecordableTiles } from './recordable-tiles';

const pictures = RecordingPlan.shape.picture.unwrap().options;
const qualities = RecordingPlan.shape.quality.unwrap().options;

/** What to record and how well; closes with the plan. Enter starts at once with what was chosen last. */
@Component({
  selector: 'parley-plan-dialog',
  imports: [
    Button,
    ChoiceRow,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatSlideToggle,
  ],
  providers: [RecordableTiles],
  templateUrl: './plan-dialog.html',
  styleUrl: './plan-dialog.css',
})
export class PlanDialog {
  readonly #dialog = inject<MatDialogRef<PlanDialog, RecordingPlan>>(MatDialogRef);
  protected readonly text = text;
  protected readonly tiles = inject(RecordableTiles).tiles;
  protected readonly pictures = pictures.map((id) => ({ id, ...text.pictures[id] }));
  protected readonly qualities = qualities.map((id) => ({ id, name: text.qualities[id] }));
  protected readonly plan = signal(inject(PlanChoice).plan());
  /** Somebody who left while the dialog stood open is nobody to record. */
  protected readonly tile = computed(() => {
    const [wanted, all] = [this.plan().tile, this.tiles()];
    return (
      all.find(
        ({ tile }) => tile.participantId === wanted?.participantId && tile.source === wanted.source,
      ) ?? all[0]
    );
  });

  protected set(change: Partial<RecordingPlan>): void {
    this.plan.update((plan) => ({ ...plan, ...change }));
  }

  protected chooseTile(id: string): void {
    const chosen = this.tiles().find((one) => one.id === id);
    if (chosen) this.set({ tile: chosen.tile });
  }

  protected start(event: Event): void {
    event.preventDefault();
    const plan = this.plan();
    const tile = plan.picture === 'tile' ? (this.tile()?.tile ?? null) : null;
    this.#dialog.close({ ...plan, tile });
  }
}

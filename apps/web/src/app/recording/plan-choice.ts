import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { RecordingPlan, usualRecordingPlan } from '@parley/contract';
import * as z from 'zod';

const storageKey = 'parley.recording-plan';

/** What is remembered: the one tile of a picture is of one meeting only. */
const Remembered = z
  .string()
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      // Somebody else's words under our key: as if nothing had been chosen.
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(RecordingPlan);

/** What a person chose to record last, remembered on this device; the usual until then. */
@Injectable({ providedIn: 'root' })
export class PlanChoice {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #plan = signal(this.#read());
  readonly plan = this.#plan.asReadonly();

  keep(plan: RecordingPlan): void {
    const lasting: RecordingPlan =
      plan.picture === 'tile' ? { ...plan, picture: 'grid', tile: null } : plan;
    this.#plan.set(lasting);
    this.#storage?.setItem(storageKey, JSON.stringify(lasting));
  }

  #read(): RecordingPlan {
    const read = Remembered.safeParse(this.#storage?.getItem(storageKey));
    return read.success ? read.data : usualRecordingPlan;
  }
}

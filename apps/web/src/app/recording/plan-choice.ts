import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { RecordingPlan, usualRecordingPlan } from '@parley/contract';
import { readJson } from '../api/remembered';

const storageKey = 'parley.recording-plan';

/** What a person chose to record last, remembered on this device; the usual until then. */
@Injectable({ providedIn: 'root' })
export class PlanChoice {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #plan = signal(this.#read());
  readonly plan = this.#plan.asReadonly();

  /** The one tile of a picture is of one meeting only, and is not kept. */
  keep(plan: RecordingPlan): void {
    const lasting: RecordingPlan =
      plan.picture === 'tile' ? { ...plan, picture: 'grid', tile: null } : plan;
    this.#plan.set(lasting);
    this.#storage?.setItem(storageKey, JSON.stringify(lasting));
  }

  #read(): RecordingPlan {
    return readJson(this.#storage?.getItem(storageKey), RecordingPlan) ?? usualRecordingPlan;
  }
}

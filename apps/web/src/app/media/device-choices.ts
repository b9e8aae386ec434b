import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import * as z from 'zod';

const Choices = z.object({
  microphone: z.string().nullable().catch(null),
  camera: z.string().nullable().catch(null),
  speaker: z.string().nullable().catch(null),
});
export type DeviceChoices = z.infer<typeof Choices>;
export type DeviceKind = keyof DeviceChoices;

const storageKey = 'parley.devices';
const none: DeviceChoices = { microphone: null, camera: null, speaker: null };

/** Which devices a person chose, remembered on this device. Null is the system's default. */
@Injectable({ providedIn: 'root' })
export class DeviceChoiceStore {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #choices = signal(this.#read());
  readonly choices = this.#choices.asReadonly();

  choose(kind: DeviceKind, deviceId: string | null): void {
    this.#choices.update((choices) => ({ ...choices, [kind]: deviceId }));
    this.#storage?.setItem(storageKey, JSON.stringify(this.#choices()));
  }

  #read(): DeviceChoices {
    const text = this.#storage?.getItem(storageKey);
    const parsed = z
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
      .pipe(Choices)
      .safeParse(text);
    return parsed.success ? parsed.data : none;
  }
}

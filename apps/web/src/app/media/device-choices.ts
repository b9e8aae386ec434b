import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import * as z from 'zod';

/** From small to large; what each measures is in constraints.ts. */
export const cameraSizes = ['qvga', 'vga', 'hd', 'full-hd'] as const;
/** What a shared screen is tuned for: sharp text, or smooth motion. Source: W3C MediaStreamTrack Content Hints. */
export const screenHints = ['detail', 'motion'] as const;

const Choices = z.object({
  microphone: z.string().nullable().catch(null),
  camera: z.string().nullable().catch(null),
  speaker: z.string().nullable().catch(null),
  echoCancellation: z.boolean().catch(true),
  noiseSuppression: z.boolean().catch(true),
  autoGainControl: z.boolean().catch(true),
  // VGA at 30: what four people on two cores carry without a dropped frame.
  cameraSize: z.enum(cameraSizes).catch('vga'),
  screenHint: z.enum(screenHints).catch('detail'),
});
export type DeviceChoices = z.infer<typeof Choices>;
export type DeviceKind = 'microphone' | 'camera' | 'speaker';
/** How a device is used, whichever it is. */
export type CaptureSettings = Omit<DeviceChoices, DeviceKind>;

const storageKey = 'parley.devices';

/** Which devices a person chose and how they are used, remembered on this device. Null is the system's default. */
@Injectable({ providedIn: 'root' })
export class DeviceChoiceStore {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #choices = signal(this.#read());
  readonly choices = this.#choices.asReadonly();

  choose(kind: DeviceKind, deviceId: string | null): void {
    this.#keep({ [kind]: deviceId });
  }

  adjust(change: Partial<CaptureSettings>): void {
    this.#keep(change);
  }

  #keep(change: Partial<DeviceChoices>): void {
    this.#choices.update((choices) => ({ ...choices, ...change }));
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
    return parsed.success ? parsed.data : Choices.parse({});
  }
}

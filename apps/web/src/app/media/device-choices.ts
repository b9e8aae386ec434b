import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { CameraRule, CameraSize, cameraSizes } from '@parley/contract';
import * as z from 'zod';
import { readJson } from '../api/remembered';

/** What a shared screen is tuned for: sharp text, or smooth motion. Source: W3C MediaStreamTrack Content Hints. */
export const screenHints = ['detail', 'motion'] as const;

const Choices = z.object({
  microphone: z.string().nullable().catch(null),
  camera: z.string().nullable().catch(null),
  speaker: z.string().nullable().catch(null),
  echoCancellation: z.boolean().catch(true),
  noiseSuppression: z.boolean().catch(true),
  autoGainControl: z.boolean().catch(true),
  // Null is what the operator set for everybody.
  cameraSize: CameraSize.nullable().catch(null),
  backgroundBlur: z.boolean().catch(false),
  screenHint: z.enum(screenHints).catch('detail'),
});
type StoredChoices = z.infer<typeof Choices>;
export type DeviceChoices = Omit<StoredChoices, 'cameraSize'> & { readonly cameraSize: CameraSize };

/** Until a door says what holds here. VGA at 30 is what four people on two cores carry without a dropped frame. */
const unknownRule: CameraRule = { usualSize: 'vga', largestSize: 'full-hd' };

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
/** How a device is used, whichever it is. */
export type CaptureSettings = Omit<DeviceChoices, DeviceKind>;

const storageKey = 'parley.devices';
const ruleKey = 'parley.camera-rule';

/**
 * Which devices a person chose and how they are used, remembered on this device. Null is the system's default. The size
 * of the camera's picture is their own choice within what the operator allows.
 */
@Injectable({ providedIn: 'root' })
export class DeviceChoiceStore {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #stored = signal(this.#read(storageKey, Choices) ?? Choices.parse({}));
  readonly #rule = signal(this.#read(ruleKey, CameraRule) ?? unknownRule);

  readonly choices = computed<DeviceChoices>(() => {
    const { usualSize, largestSize } = this.#rule();
    const wished = this.#stored().cameraSize ?? usualSize;
    return { ...this.#stored(), cameraSize: smaller(wished, largestSize) };
  });

  /** From small to the largest that is allowed here. */
  readonly allowedSizes = computed(() =>
    cameraSizes.filter((size) => smaller(size, this.#rule().largestSize) === size),
  );

  choose(kind: DeviceKind, deviceId: string | null): void {
    this.#keep({ [kind]: deviceId });
  }

  adjust(change: Partial<CaptureSettings>): void {
    this.#keep(change);
  }

  /** Takes what the door says; remembered, because a reload goes straight back into the meeting. */
  obey(rule: CameraRule): void {
    this.#rule.set(rule);
    this.#storage?.setItem(ruleKey, JSON.stringify(rule));
  }

  #keep(change: Partial<StoredChoices>): void {
    this.#stored.update((stored) => ({ ...stored, ...change }));
    this.#storage?.setItem(storageKey, JSON.stringify(this.#stored()));
  }

  #read<Value>(key: string, schema: z.ZodType<Value>): Value | null {
    return readJson(this.#storage?.getItem(key), schema);
  }
}

function smaller(one: CameraSize, other: CameraSize): CameraSize {
  return cameraSizes.indexOf(one) < cameraSizes.indexOf(other) ? one : other;
}

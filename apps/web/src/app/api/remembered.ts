import { DOCUMENT, inject, signal } from '@angular/core';
import * as z from 'zod';

/** Something that is on until somebody turns it off; remembered on this device. Needs an injection context. */
export abstract class RememberedSwitch {
  readonly #storage = inject(DOCUMENT).defaultView?.localStorage;
  readonly #key: string;
  readonly #isOn = signal(true);
  readonly isOn = this.#isOn.asReadonly();

  constructor(key: string) {
    this.#key = key;
    this.#isOn.set(this.#storage?.getItem(key) !== 'off');
  }

  set(isOn: boolean): void {
    this.#isOn.set(isOn);
    this.#storage?.setItem(this.#key, isOn ? 'on' : 'off');
  }
}

/** Reads JSON as a storage gives it; null where there is none, or somebody else's words stand under our key. */
export function readJson<Value>(
  text: string | null | undefined,
  schema: z.ZodType<Value>,
): Value | null {
  const json = z.string().transform((words, context): unknown => {
    try {
      return JSON.parse(words);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  });
  const read = json.pipe(schema).safeParse(text);
  return read.success ? read.data : null;
}

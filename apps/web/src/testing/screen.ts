import type { Provider } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';

/** Dialogs and menus come and go at once. */
export const withoutMotion: Provider = {
  provide: MATERIAL_ANIMATIONS,
  useValue: { animationsDisabled: true },
};

/** Finds controls of a rendered page as people do: by what they are and what they are called. */
export class Screen {
  constructor(
    private readonly fixture: Pick<ComponentFixture<unknown>, 'whenStable'>,
    private readonly root: HTMLElement = document.body,
  ) {}

  get text(): string {
    return (this.root.textContent ?? '').replaceAll(/\s+/g, ' ');
  }

  all(selector: string, name: string): readonly HTMLElement[] {
    const found = Array.from(this.root.querySelectorAll<HTMLElement>(selector));
    return found.filter((element) => nameOf(element) === name);
  }

  has(selector: string, name: string): boolean {
    return this.all(selector, name).length > 0;
  }

  one(selector: string, name: string): HTMLElement {
    const [element, other] = this.all(selector, name);
    if (element === undefined) throw new Error(`no ${selector} named ${name} in: ${this.text}`);
    if (other !== undefined) throw new Error(`several ${selector} named ${name}`);
    return element;
  }

  field(label: string): HTMLInputElement {
    const element = document.getElementById(this.one('label', label).getAttribute('for') ?? '');
    if (!(element instanceof HTMLInputElement)) throw new Error(`${label} labels no input`);
    return element;
  }

  within(selector: string, name: string): Screen {
    return new Screen(this.fixture, this.one(selector, name));
  }

  async type(label: string, value: string): Promise<void> {
    const input = this.field(label);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settled();
  }

  async press(name: string, selector = 'button'): Promise<void> {
    this.one(selector, name).click();
    await this.settled();
  }

  /** Lets answers arrive and what they cause be drawn: one turn each for the answer, the page, and an overlay it opens. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.fixture.whenStable();
    }
  }

  describedBy(element: HTMLElement): string {
    const note = document.getElementById(element.getAttribute('aria-describedby') ?? '');
    return note?.textContent?.trim() ?? '';
  }
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label') ?? textOfLabel(element) ?? element.textContent;
  return (label ?? '').replaceAll(/\s+/g, ' ').trim();
}

function textOfLabel(element: HTMLElement): string | null {
  const labelId = element.getAttribute('aria-labelledby');
  return labelId === null ? null : (document.getElementById(labelId)?.textContent ?? null);
}

import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Field, FieldControl } from './field';

@Component({
  selector: 'ui-host',
  imports: [Field, FieldControl],
  template: `
    <ui-field label="Name" hint="As others see it." [error]="error()">
      <input uiControl [masked]="true" [(value)]="value" />
    </ui-field>
    <ui-field label="Other"><input uiControl /></ui-field>
  `,
})
class Host {
  readonly value = signal('Ann');
  readonly error = signal('');
}

async function render() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const root = fixture.nativeElement as HTMLElement;
  const input = root.querySelector('input');
  if (input === null) throw new Error('no input');
  return { fixture, root, input, host: fixture.componentInstance };
}

describe('Field', () => {
  it('labels its own control and no other', async () => {
    const { root, input } = await render();
    const labels = Array.from(root.querySelectorAll('label'));
    expect(labels.map((label) => label.control === input)).toEqual([true, false]);
  });

  it('reads the hint with the control, and the error instead when there is one', async () => {
    const { fixture, root, input, host } = await render();
    const note = () => root.querySelector(`#${input.getAttribute('aria-describedby') ?? ''}`);
    expect(note()?.textContent).toBe('As others see it.');
    expect(input.hasAttribute('aria-invalid')).toBe(false);
    host.error.set('Type a name.');
    await fixture.whenStable();
    expect(note()?.textContent).toBe('Type a name.');
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('carries the value both ways', async () => {
    const { fixture, input, host } = await render();
    expect(input.value).toBe('Ann');
    input.value = 'Bob';
    input.dispatchEvent(new Event('input'));
    expect(host.value()).toBe('Bob');
    host.value.set('');
    await fixture.whenStable();
    expect(input.value).toBe('');
  });

  it('stays a text box when masked', async () => {
    const { input } = await render();
    expect(input.type).toBe('text');
    expect(input.classList).toContain('masked');
  });
});

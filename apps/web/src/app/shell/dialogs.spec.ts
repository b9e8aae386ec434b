import { InteractivityChecker } from '@angular/cdk/a11y';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { Dialogs } from './dialogs';

@Component({
  selector: 'parley-two-fields',
  template: '<input id="name" /><input id="password" />',
})
class TwoFields {}

describe('a dialog', () => {
  it('has the focus at once, and leaves it to whoever went on to another field', async () => {
    // Nothing has a size here, and what has none counts as hidden.
    const isInput = (element: HTMLElement) => element instanceof HTMLInputElement;
    const fields = { isFocusable: isInput, isTabbable: isInput };
    TestBed.configureTestingModule({
      providers: [{ provide: InteractivityChecker, useValue: fields }],
    });
    const dialog = TestBed.inject(Dialogs).open(TwoFields, { enterAnimationDuration: 100 });
    const opened = firstValueFrom(dialog.afterOpened());
    TestBed.tick();
    expect(document.activeElement?.id).toBe('name');
    document.getElementById('password')?.focus();
    await opened;
    TestBed.tick();
    expect(document.activeElement?.id).toBe('password');
    dialog.close();
  });
});

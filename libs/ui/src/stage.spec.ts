import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Stage } from './stage';

@Component({
  selector: 'ui-host',
  imports: [Stage],
  template: `
    @if (isFirstShown()) {
      <div uiStage></div>
    }
    @if (isSecondShown()) {
      <div uiStage></div>
    }
  `,
})
class Host {
  readonly isFirstShown = signal(false);
  readonly isSecondShown = signal(false);
}

it('the page is dark as long as one stage is there', async () => {
  const fixture = TestBed.createComponent(Host);
  const isDarkWith = async (isFirstShown: boolean, isSecondShown: boolean) => {
    fixture.componentInstance.isFirstShown.set(isFirstShown);
    fixture.componentInstance.isSecondShown.set(isSecondShown);
    await fixture.whenStable();
    return document.body.classList.contains('stage');
  };
  expect(await isDarkWith(false, false)).toBe(false);
  expect(await isDarkWith(true, false)).toBe(true);
  expect(await isDarkWith(false, true)).toBe(true);
  expect(await isDarkWith(true, true)).toBe(true);
  expect(await isDarkWith(true, false)).toBe(true);
  expect(await isDarkWith(false, false)).toBe(false);
});

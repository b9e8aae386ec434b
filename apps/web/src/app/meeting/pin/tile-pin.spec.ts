import { TestBed } from '@angular/core/testing';
import { PinStore } from './pin-store';
import { TilePin } from './tile-pin';

async function shown() {
  TestBed.configureTestingModule({ providers: [PinStore] });
  const fixture = TestBed.createComponent(TilePin);
  fixture.componentRef.setInput('key', 'ann/camera');
  fixture.componentRef.setInput('label', 'Ann');
  await fixture.whenStable();
  const page: HTMLElement = fixture.nativeElement;
  const button = page.querySelector('button');
  const clicks = async () => {
    button?.click();
    await fixture.whenStable();
    return button?.getAttribute('aria-label');
  };
  return { button, clicks, pins: TestBed.inject(PinStore) };
}

describe('the pin of a tile', () => {
  it('makes a picture large, and lets go of it', async () => {
    const { button, clicks, pins } = await shown();
    expect(button?.getAttribute('aria-label')).toBe('Pin Ann');
    expect([await clicks(), pins.key()]).toEqual(['Unpin Ann', 'ann/camera']);
    expect([await clicks(), pins.key()]).toEqual(['Pin Ann', null]);
  });

  it('takes the place of another', async () => {
    const { clicks, pins } = await shown();
    pins.toggle('bob/camera');
    await clicks();
    expect(pins.key()).toBe('ann/camera');
  });
});

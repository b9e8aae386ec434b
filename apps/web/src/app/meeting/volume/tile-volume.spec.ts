import { TestBed } from '@angular/core/testing';
import { TileVolume } from './tile-volume';
import { soundKey, VolumeStore } from './volume-store';

const voice = soundKey('ann', 'microphone');
const screen = soundKey('ann', 'screen_share_audio');

async function shown() {
  TestBed.configureTestingModule({ providers: [VolumeStore] });
  const fixture = TestBed.createComponent(TileVolume);
  fixture.componentRef.setInput('key', voice);
  fixture.componentRef.setInput('label', 'Ann');
  await fixture.whenStable();
  const page: HTMLElement = fixture.nativeElement;
  const button = page.querySelector('button');
  const slider = () => page.querySelector('input');
  const opens = async () => {
    button?.click();
    await fixture.whenStable();
  };
  return { button, fixture, opens, page, slider, volumes: TestBed.inject(VolumeStore) };
}

describe('the volume of a tile', () => {
  it('is full and out of the way until somebody changes it', async () => {
    const { button, slider, volumes } = await shown();
    expect(button?.getAttribute('aria-label')).toBe('Volume of Ann');
    expect([slider(), volumes.of(voice)]).toEqual([null, 1]);
  });

  it('is set by the slider, for this sound alone, and stays readable', async () => {
    const { fixture, opens, page, slider, volumes } = await shown();
    await opens();
    const range = slider();
    expect(range?.getAttribute('aria-label')).toBe('How loud Ann is');
    if (range) range.value = '25';
    range?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect([volumes.of(voice), volumes.of(screen)]).toEqual([0.25, 1]);
    expect(slider()?.getAttribute('aria-valuetext')).toBe('25 %');
    expect(page.querySelector('button')?.textContent).toContain('25 %');
  });

  it('is put away by Escape, back on its button', async () => {
    const { button, fixture, opens, slider } = await shown();
    await opens();
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    slider()?.dispatchEvent(escape);
    await fixture.whenStable();
    expect([slider(), button?.getAttribute('aria-expanded')]).toEqual([null, 'false']);
  });

  it('never leaves what an element takes', async () => {
    const { volumes } = await shown();
    volumes.set(voice, 7);
    volumes.set(screen, -1);
    expect([volumes.of(voice), volumes.of(screen)]).toEqual([1, 0]);
  });
});

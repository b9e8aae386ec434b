import { TestBed } from '@angular/core/testing';
import { FakeDevices, FakeTrack, settle } from '../testing/fake-devices';
import { CaptureSettingsForm } from './capture-settings';
import { DeviceChoiceStore } from './device-choices';
import { DeviceList } from './device-list';
import { LocalMediaStore } from './local-media-store';
import { mediaDevices } from './media-ports';

async function shown(
  given: { readonly width: number; readonly height: number },
  capabilities: Readonly<Record<string, unknown>> = {},
) {
  localStorage.clear();
  const devices = new FakeDevices();
  TestBed.configureTestingModule({
    providers: [
      LocalMediaStore,
      DeviceList,
      { provide: mediaDevices, useValue: devices.asMediaDevices() },
    ],
  });
  const track = new FakeTrack('video');
  track.settings = given;
  track.capabilities = capabilities;
  TestBed.inject(LocalMediaStore).setWanted('camera', true);
  devices.last.give(track);
  await settle();
  const fixture = TestBed.createComponent(CaptureSettingsForm);
  await fixture.whenStable();
  const page: HTMLElement = fixture.nativeElement;
  return { fixture, page, track };
}

describe('the capture settings', () => {
  it('say nothing where the camera gives what was chosen, even upright', async () => {
    const { page } = await shown({ width: 480, height: 640 });
    expect(page.querySelector('p')?.textContent).toBe('');
  });

  it('say what the camera gives instead', async () => {
    const { page } = await shown({ width: 352, height: 288 });
    expect(page.querySelector('p')?.textContent).toBe('Your camera gives 352×288.');
  });

  it('change the running camera at once', async () => {
    const { fixture, page, track } = await shown({ width: 640, height: 480 });
    const select = page.querySelector('select');
    expect(select?.value).toBe('vga');
    if (select) select.value = 'full-hd';
    select?.dispatchEvent(new Event('change'));
    await settle();
    await fixture.whenStable();
    expect(track.applied).toMatchObject([{ width: { ideal: 1920 }, height: { ideal: 1080 } }]);
    expect(page.querySelector('p')?.textContent).toBe('');
  });

  it('offer to blur the background only where the platform does it', async () => {
    const plain = await shown({ width: 640, height: 480 });
    expect(plain.page.textContent).not.toContain('Blur background');
    TestBed.resetTestingModule();
    const { page, fixture, track } = await shown(
      { width: 640, height: 480 },
      { backgroundBlur: [true, false] },
    );
    expect(page.textContent).toContain('Blur background');
    page.querySelector('mat-slide-toggle')?.querySelector('button')?.click();
    await settle();
    await fixture.whenStable();
    expect(track.applied).toMatchObject([{ backgroundBlur: { ideal: true } }]);
    expect(TestBed.inject(DeviceChoiceStore).choices().backgroundBlur).toBe(true);
  });

  it('offer no size that the operator does not allow', async () => {
    const { page, fixture } = await shown({ width: 640, height: 480 });
    TestBed.inject(DeviceChoiceStore).obey({ usualSize: 'qvga', largestSize: 'vga' });
    await fixture.whenStable();
    const offered = [...page.querySelectorAll('option')].map(({ value }) => value);
    expect(offered).toEqual(['qvga', 'vga']);
  });
});

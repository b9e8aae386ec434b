import { OverlayContainer } from '@angular/cdk/overlay';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import { FakeApi, noContent, ok, refusal } from '../../testing/fake-api';
import { aRecording } from '../../testing/records';
import { Screen, withoutMotion } from '../../testing/screen';
import { RecordingPage } from './recording-page';

const recordingId = aRecording().id;
const path = `/api/recordings/${recordingId}`;

describe('the page of one recording', () => {
  let api: FakeApi;
  let fixture: ComponentFixture<RecordingPage>;

  beforeEach(() => {
    api = new FakeApi().on(`GET ${path}`, () => ok(aRecording({ title: 'Budget' })));
    TestBed.configureTestingModule({
      providers: [api.provide(), provideRouter([{ path: '**', children: [] }]), withoutMotion],
    });
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(OverlayContainer).ngOnDestroy();
  });

  async function open(): Promise<Screen> {
    fixture = TestBed.createComponent(RecordingPage);
    fixture.componentRef.setInput('recordingId', recordingId);
    const screen = new Screen(fixture);
    await screen.settled();
    return screen;
  }

  it('plays the file, offers it for download, and names the tab after it', async () => {
    const screen = await open();
    expect(screen.one('video', 'Player').getAttribute('src')).toBe(`${path}/file`);
    expect(screen.one('a', 'Download').getAttribute('href')).toBe(`${path}/file?download=1`);
    expect(TestBed.inject(Title).getTitle()).toBe('Budget · Parley');
  });

  it('says what to do when the browser cannot play it', async () => {
    const screen = await open();
    screen.one('video', 'Player').dispatchEvent(new Event('error'));
    await screen.settled();
    expect(screen.text).toContain('This browser cannot play the recording. Download it instead.');
  });

  it('says so, once, when there is no such recording', async () => {
    api.on(`GET ${path}`, () => refusal(404, 'not-found'));
    const screen = await open();
    expect(screen.all('h1, h2', 'Page not found')).toHaveLength(1);
    expect(api.calls).toHaveLength(1);
  });

  it('offers another try when the server does not answer', async () => {
    api.on(`GET ${path}`, () => Promise.reject(new TypeError('offline')));
    const screen = await open();
    api.on(`GET ${path}`, () => ok(aRecording()));
    await screen.press('Try again');
    expect(screen.has('video', 'Player')).toBe(true);
  });

  it('waits with the person while it is processed', async () => {
    api.on(`GET ${path}`, () => ok(aRecording({ status: 'processing', durationMs: null })));
    const screen = await open();
    expect(screen.has('video', 'Player') || screen.has('a', 'Download')).toBe(false);
    expect(screen.text).toContain('It plays here in a few seconds.');
  });

  it('goes back to the library after deleting', async () => {
    api.on(`DELETE ${path}`, noContent);
    const screen = await open();
    await screen.press('Delete');
    await screen.within('[role=dialog]', 'Delete “Budget”?').press('Delete');
    expect(TestBed.inject(Router).url).toBe('/recordings');
  });
});
